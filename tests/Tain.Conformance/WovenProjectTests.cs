using System.Reflection;

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
        Assert.Contains("WovenProjectTests.cs:line 40", thrown.StackTrace);
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
