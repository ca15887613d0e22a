using Microsoft.Extensions.Logging;
using static Tain.LifecycleMethods;

namespace Tain.Engine.Tests.Lifecycle;

public class LifecycleTests
{
    private readonly RecordingLogs _logs = new();
    private readonly List<string> _journal = [];
    private readonly World _world;

    public LifecycleTests() => _world = new World(new WorldOptions { LoggerFactory = _logs });

    [Fact]
    public void ALifeRunsInUnitysOrder()
    {
        GameObject thing = _world.CreateGameObject("Thing");
        thing.AddProbe(_journal);
        Assert.Equal(["Awake", "OnEnable"], _journal);

        _world.Tick(0.02f);
        Assert.Equal(["Awake", "OnEnable", "Start", "FixedUpdate", "Update", "LateUpdate"], _journal);

        _journal.Clear();
        _world.Destroy(thing);
        Assert.Empty(_journal);
        _world.Tick(0);
        Assert.Equal(["Update", "LateUpdate", "OnDisable", "OnDestroy"], _journal);
        Assert.True(thing.isDestroyed);
    }

    [Fact]
    public void AwakeRunsAtOnceOnAnActiveObject()
    {
        GameObject thing = _world.CreateGameObject();
        Probe probe = thing.AddComponent<Probe>();
        Assert.Equal(["Awake", "OnEnable"], probe.Journal);
    }

    [Fact]
    public void AnInactiveObjectAwakensWhenItIsSwitchedOn()
    {
        GameObject thing = _world.CreateGameObject();
        thing.SetActive(false);
        Probe probe = thing.AddComponent<Probe>();
        _world.Tick(0);
        Assert.Empty(probe.Journal);

        thing.SetActive(true);
        Assert.Equal(["Awake", "OnEnable"], probe.Journal);
    }

    [Fact]
    public void ADisabledScriptAwakensButDoesNotStart()
    {
        GameObject thing = _world.CreateGameObject();
        thing.SetActive(false);
        Probe probe = thing.AddComponent<Probe>();
        probe.enabled = false;
        thing.SetActive(true);
        _world.Tick(0);
        Assert.Equal(["Awake"], probe.Journal);

        probe.enabled = true;
        _world.Tick(0);
        Assert.Equal(["Awake", "OnEnable", "Start", "Update", "LateUpdate"], probe.Journal);
    }

    [Fact]
    public void StartRunsOnceHoweverOftenAScriptIsSwitched()
    {
        Probe probe = _world.CreateGameObject().AddComponent<Probe>();
        for (int i = 0; i < 3; i++)
        {
            probe.enabled = false;
            probe.enabled = true;
            _world.Tick(0);
        }
        Assert.Single(probe.Journal, "Start");
        Assert.Equal(4, probe.Journal.Count(call => call == "OnEnable"));
        Assert.Equal(3, probe.Journal.Count(call => call == "OnDisable"));
    }

    [Fact]
    public void AllStartsComeBeforeTheFirstUpdate()
    {
        _world.CreateGameObject().AddProbe(_journal, "a");
        _world.CreateGameObject().AddProbe(_journal, "b");
        _journal.Clear();
        _world.Tick(0);
        Assert.Equal(["a.Start", "b.Start", "a.Update", "b.Update", "a.LateUpdate", "b.LateUpdate"], _journal);
    }

    [Fact]
    public void SwitchingAParentSwitchesTheChildren()
    {
        GameObject parent = _world.CreateGameObject("Parent");
        GameObject child = _world.CreateGameObject("Child");
        child.transform.SetParent(parent.transform);
        parent.AddProbe(_journal, "parent");
        child.AddProbe(_journal, "child");
        _journal.Clear();

        parent.SetActive(false);
        Assert.Equal(["parent.OnDisable", "child.OnDisable"], _journal);
        Assert.True(child.activeSelf);
        Assert.False(child.activeInHierarchy);

        _journal.Clear();
        child.SetActive(false);
        parent.SetActive(true);
        Assert.Equal(["parent.OnEnable"], _journal);

        _journal.Clear();
        child.SetActive(true);
        Assert.Equal(["child.OnEnable"], _journal);
    }

    [Fact]
    public void MovingUnderAnInactiveParentSwitchesOff()
    {
        GameObject parent = _world.CreateGameObject();
        parent.SetActive(false);
        GameObject child = _world.CreateGameObject();
        child.AddProbe(_journal);
        _journal.Clear();

        child.transform.SetParent(parent.transform);
        child.transform.SetParent(null);
        Assert.Equal(["OnDisable", "OnEnable"], _journal);
    }

    [Fact]
    public void AnObjectThatNeverAwokeIsDestroyedSilently()
    {
        GameObject thing = _world.CreateGameObject();
        thing.SetActive(false);
        Probe probe = thing.AddComponent<Probe>();
        _world.DestroyImmediate(thing);
        Assert.Empty(probe.Journal);
        Assert.True(probe.isDestroyed);
    }

    [Fact]
    public void DestroyingAParentEndsTheWholeTreeFromTheTop()
    {
        GameObject parent = _world.CreateGameObject();
        GameObject child = _world.CreateGameObject();
        child.transform.SetParent(parent.transform);
        parent.AddProbe(_journal, "parent");
        child.AddProbe(_journal, "child");
        _journal.Clear();

        _world.DestroyImmediate(parent);
        Assert.Equal(["parent.OnDisable", "child.OnDisable", "parent.OnDestroy", "child.OnDestroy"], _journal);
        Assert.True(child.isDestroyed);
        Assert.Empty(_world.scenes.activeScene.GetRootGameObjects());
    }

    [Fact]
    public void DestroyingAComponentLeavesTheObject()
    {
        GameObject thing = _world.CreateGameObject();
        Probe probe = thing.AddComponent<Probe>();
        _world.Destroy(probe);
        Assert.Same(probe, thing.GetComponent<Probe>());
        _world.Tick(0);
        Assert.Null(thing.GetComponent<Probe>());
        Assert.Equal(["OnDisable", "OnDestroy"], probe.Journal[^2..]);
        Assert.False(thing.isDestroyed);

        int calls = probe.Journal.Count;
        _world.Tick(0);
        Assert.Equal(calls, probe.Journal.Count);
    }

    [Fact]
    public void DestroyWithADelayWaitsInGameTime()
    {
        GameObject thing = _world.CreateGameObject();
        _world.Destroy(thing, 4 * WorldKit.Frame);
        _world.Run(ticks: 3);
        Assert.False(thing.isDestroyed);
        _world.Run(ticks: 1);
        Assert.True(thing.isDestroyed);
    }

    [Fact]
    public void ADestroyedOrAbsentObjectIsFalse()
    {
        GameObject? absent = null;
        GameObject thing = _world.CreateGameObject();
        Assert.True(thing);
        _world.DestroyImmediate(thing);
        Assert.False(thing);
        Assert.False(absent);
    }

    [Fact]
    public void AFailingScriptIsNamedAndTheOthersGoOn()
    {
        GameObject parent = _world.CreateGameObject("Tank");
        GameObject child = _world.CreateGameObject("Turret");
        child.transform.SetParent(parent.transform);
        child.AddProbe(_journal, "bad").On[Update] = _ => throw new InvalidOperationException("jammed");
        parent.AddProbe(_journal, "good");
        _journal.Clear();

        _world.Tick(0);
        Assert.Contains("good.Update", _journal);
        Assert.Contains("bad.LateUpdate", _journal);
        (LogLevel level, string text, Exception? exception) = Assert.Single(_logs.Entries);
        Assert.Equal(LogLevel.Error, level);
        Assert.Equal("Script exception at /Tank/Turret: Probe.Update", text);
        Assert.Equal("jammed", exception!.Message);
        Assert.Equal(1, _world.ScriptFailures);
    }

    [Theory]
    [InlineData(Awake), InlineData(OnEnable), InlineData(Start), InlineData(FixedUpdate), InlineData(Update)]
    [InlineData(LateUpdate), InlineData(OnDisable), InlineData(OnDestroy), InlineData(OnApplicationQuit)]
    public void AnExceptionInAnyMethodIsSurvived(LifecycleMethods method)
    {
        GameObject thing = _world.CreateGameObject();
        thing.SetActive(false);
        Probe probe = thing.AddComponent<Probe>();
        probe.On[method] = _ => throw new InvalidOperationException();
        thing.SetActive(true);
        _world.Tick(0.02f);
        _world.Dispose();
        Assert.Equal(1, _world.ScriptFailures);
        Assert.EndsWith("Probe." + method, Assert.Single(_logs.Entries).Text);
        Assert.Equal("OnDestroy", probe.Journal[^1]);
    }

    [Fact]
    public void AScriptMayDestroyItsNeighboursWhileAllAreUpdated()
    {
        var probes = new List<Probe>();
        for (int i = 0; i < 10; i++) probes.Add(_world.CreateGameObject().AddProbe(_journal, i.ToString()));
        probes[3].On[Update] = _ =>
        {
            _world.DestroyImmediate(probes[2].gameObject);
            _world.DestroyImmediate(probes[3].gameObject);
            _world.DestroyImmediate(probes[4].gameObject);
        };
        _journal.Clear();
        _world.Tick(0);
        Assert.Equal(["0", "1", "2", "3", "5", "6", "7", "8", "9"], Updated());
        _journal.Clear();
        _world.Tick(0);
        Assert.Equal(["0", "1", "5", "6", "7", "8", "9"], Updated());
        Assert.Equal(0, _world.ScriptFailures);

        IEnumerable<string> Updated() => _journal.Where(call => call.EndsWith(".Update")).Select(call => call[..1]);
    }

    [Fact]
    public void WhatIsMadeDuringUpdateStartsBeforeItsFirstCallAndUpdatesNextTick()
    {
        Probe maker = _world.CreateGameObject().AddComponent<Probe>();
        maker.On[Update] = self =>
        {
            self.On.Clear();
            _world.CreateGameObject().AddProbe(_journal);
        };
        _world.Tick(0);
        Assert.Equal(["Awake", "OnEnable", "Start", "LateUpdate"], _journal);
        _journal.Clear();
        _world.Tick(0);
        Assert.Equal(["Update", "LateUpdate"], _journal);
    }

    [Fact]
    public void ScriptsMaySwitchTheirOwnObjectFromEveryMethod()
    {
        foreach (LifecycleMethods method in new[] { Awake, OnEnable, Start, Update, LateUpdate })
        {
            GameObject thing = _world.CreateGameObject();
            thing.SetActive(false);
            Probe first = thing.AddComponent<Probe>();
            Probe second = thing.AddComponent<Probe>();
            first.On[method] = self => self.gameObject.SetActive(false);
            thing.SetActive(true);
            _world.Tick(0);
            Assert.False(thing.activeInHierarchy);
            Assert.False(first.isActiveAndEnabled);
            Assert.False(second.isActiveAndEnabled);
            Assert.Equal(second.Journal.Count(call => call == "OnEnable"), second.Journal.Count(call => call == "OnDisable"));
            _world.DestroyImmediate(thing);
        }
        Assert.Equal(0, _world.ScriptFailures);
    }

    [Fact]
    public void AwakeMayRemoveTheComponentsBesideIt()
    {
        GameObject thing = _world.CreateGameObject();
        thing.SetActive(false);
        Probe first = thing.AddComponent<Probe>();
        Probe second = thing.AddComponent<Probe>();
        Probe third = thing.AddComponent<Probe>();
        second.On[Awake] = self =>
        {
            _world.DestroyImmediate(first);
            _world.DestroyImmediate(self);
        };
        thing.SetActive(true);
        Assert.Equal(["Awake", "OnEnable", "OnDisable", "OnDestroy"], first.Journal);
        Assert.Equal(["Awake", "OnDestroy"], second.Journal);
        Assert.Equal(["Awake", "OnEnable"], third.Journal);
    }

    [Fact]
    public void ObjectsDestroyedFromOnDestroyEndOnce()
    {
        GameObject a = _world.CreateGameObject();
        GameObject b = _world.CreateGameObject();
        Probe first = a.AddComponent<Probe>();
        Probe second = b.AddComponent<Probe>();
        first.On[OnDestroy] = _ => _world.DestroyImmediate(b);
        second.On[OnDestroy] = _ => _world.DestroyImmediate(a);
        _world.DestroyImmediate(a);
        Assert.Single(first.Journal, "OnDestroy");
        Assert.Single(second.Journal, "OnDestroy");
        Assert.True(a.isDestroyed && b.isDestroyed);
    }

    [Fact]
    public void TheEndOfTheWorldReachesEveryScript()
    {
        _world.CreateGameObject().AddProbe(_journal, "a");
        _world.CreateGameObject().AddProbe(_journal, "b");
        _journal.Clear();
        _world.Dispose();
        Assert.Equal(
            ["a.OnApplicationQuit", "b.OnApplicationQuit", "a.OnDisable", "a.OnDestroy", "b.OnDisable", "b.OnDestroy"], _journal);
        Assert.Throws<ObjectDisposedException>(() => _world.Tick(0));
    }

    // A tree that is on its way out is let go of piece by piece, by its own scripts.
    [Theory, InlineData("leave"), InlineData("move"), InlineData("reorder"), InlineData("end the parent")]
    public void AChildThatChangesTheTreeInOnDestroyKeepsNobodyFromEnding(string what)
    {
        GameObject parent = _world.CreateGameObject("parent");
        GameObject other = _world.CreateGameObject("other");
        var probes = new Probe[3];
        for (int i = 0; i < probes.Length; i++)
        {
            GameObject child = _world.CreateGameObject($"{i}");
            child.transform.SetParent(parent.transform);
            probes[i] = child.AddProbe(_journal, $"{i}");
        }
        probes[1].On[OnDestroy] = probe =>
        {
            if (what == "leave") probe.transform.SetParent(null);
            if (what == "move") probe.transform.SetParent(other.transform);
            if (what == "reorder") probes[2].transform.SetAsFirstSibling();
            if (what == "end the parent") _world.DestroyImmediate(parent);
        };
        _journal.Clear();
        _world.DestroyImmediate(what == "end the parent" ? probes[1].gameObject : parent);
        Assert.Equal(["0.OnDestroy", "1.OnDestroy", "2.OnDestroy"], _journal.Where(line => line.EndsWith("OnDestroy", StringComparison.Ordinal)).Order());
        Assert.All(probes, probe => Assert.True(probe.isDestroyed && probe.gameObject.isDestroyed));
        Assert.Equal([other], other.scene.GetRootGameObjects());
        Assert.Equal(0, other.transform.childCount);
        Assert.Empty(_logs.Entries);
    }

    [Fact]
    public void MisuseSaysWhatToDo()
    {
        GameObject thing = _world.CreateGameObject("Thing");
        Assert.Throws<InvalidOperationException>(() => new UpdateCounter().gameObject);
        Assert.Throws<ArgumentException>(() => _world.Destroy(thing.transform));
        Assert.Throws<ArgumentException>(() => new World().Destroy(thing));
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Tick(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Tick(float.NaN));
        _world.DestroyImmediate(thing);
        Assert.Throws<InvalidOperationException>(() => thing.AddComponent<Probe>());
    }

    [Fact]
    public void ATickWithinATickIsRefused()
    {
        Probe probe = _world.CreateGameObject().AddComponent<Probe>();
        probe.On[Update] = _ => _world.Tick(0);
        _world.Tick(0);
        Assert.IsType<InvalidOperationException>(Assert.Single(_logs.Entries).Exception);
        _world.Tick(0);
    }
}
