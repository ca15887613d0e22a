using System.Collections;
using System.Numerics;
using Tain.Kit;

namespace Tain.Engine.Tests.Worlds;

public class AllocationTests
{
    [Fact]
    public void AWarmTickAllocatesNothing()
    {
        var world = new World();
        world.EarlyUpdate += () => { };
        world.LateUpdateDone += () => { };
        for (int i = 0; i < 200; i++)
        {
            GameObject parent = world.CreateGameObject();
            GameObject child = world.CreateGameObject();
            child.transform.SetParent(parent.transform);
            Busy busy = child.AddComponent<Busy>();
            busy.StartCoroutine(busy.EachFrame());
            busy.StartCoroutine(busy.EachWait());
            busy.InvokeRepeating("Ping", 0, 0.03f);
        }
        Run(world, 200);
        Assert.Equal(0, Allocations.Of(() => Run(world, 500)));
        Assert.True(world.FindFirstObjectByType<Busy>()!.Calls > 4000);
        Assert.Equal(0, world.ScriptFailures);
    }

    private static void Run(World world, int ticks)
    {
        for (int i = 0; i < ticks; i++) world.Tick(1f / 60);
    }

    /// <summary>Does every tick what scripts do: moves, switches things, delays calls, yields.</summary>
    private sealed class Busy : MonoBehaviour
    {
        private readonly WaitForSeconds _wait = new(0.05f);
        private readonly WaitForFixedUpdate _fixed = new();

        public int Calls { get; private set; }

        public IEnumerator EachFrame()
        {
            while (true)
            {
                Calls++;
                yield return null;
            }
        }

        public IEnumerator EachWait()
        {
            while (true)
            {
                Calls++;
                yield return _wait;
                yield return _fixed;
            }
        }

        protected internal override LifecycleMethods GetLifecycleMethods() =>
            LifecycleMethods.Start | LifecycleMethods.FixedUpdate | LifecycleMethods.Update | LifecycleMethods.LateUpdate | LifecycleMethods.OnEnable;

        protected internal override void InvokeLifecycle(LifecycleMethods method)
        {
            Calls++;
            if (method != LifecycleMethods.Update) return;
            transform.position += new Vector3(1, 0, 0) * Time.deltaTime;
            transform.Rotate(0, 1, 0);
            enabled = false;
            enabled = true;
            Invoke("Ping", 0.02f);
            if (GetComponentInParent<Busy>() is null) throw new InvalidOperationException();
        }

        protected internal override bool InvokeByName(string name)
        {
            Calls++;
            return true;
        }
    }
}
