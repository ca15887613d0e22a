using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tain.Conformance;

/// <summary>That the build weaves this very project.</summary>
public sealed class WovenProjectTests
{
    [Fact]
    public void The_build_marks_the_assembly_as_woven() =>
        Assert.Contains(typeof(WovenProjectTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>(), static one => one.Key == "Tain.Woven");

    [Fact]
    public void Private_life_cycle_methods_run()
    {
        using var world = new World();
        Counter counter = world.CreateGameObject("counter").AddComponent<Counter>();
        world.Tick(0.1f);
        world.Tick(0.1f);
        Assert.Equal(2, counter.Updates);
    }

    [Fact]
    public void A_stack_trace_shows_the_line_of_the_source()
    {
        using var world = new World();
        Counter counter = world.CreateGameObject("counter").AddComponent<Counter>();
        var thrown = Assert.Throws<InvalidOperationException>(counter.Fail);
        Assert.Contains("WovenProjectTests.cs:line 59", thrown.StackTrace);
    }

    // The runtime refuses bad code when it compiles a method, which else happens when a game first comes there.
    [Theory, InlineData("Tain.Conformance"), InlineData("Tain.Components")]
    public void Every_method_of_a_woven_assembly_is_good_code(string name)
    {
        const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        int count = 0;
        foreach (Type type in Assembly.Load(name).GetTypes().Where(static one => !one.ContainsGenericParameters))
        {
            foreach (MethodBase method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            {
                if (method.IsAbstract || method.ContainsGenericParameters) continue;
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                count++;
            }
        }
        Assert.True(count > 100, $"Only {count} methods were seen.");
    }

    private sealed class Counter : MonoBehaviour
    {
        public int Updates { get; private set; }

        private void Update() => Updates++;

        public void Fail()
        {
            if (Updates == 0)
                throw new InvalidOperationException("On purpose.");
        }
    }
}
