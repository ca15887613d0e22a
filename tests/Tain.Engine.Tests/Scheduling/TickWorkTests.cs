namespace Tain.Engine.Tests.Scheduling;

public class TickWorkTests
{
    private readonly World _world = new();
    private readonly List<string> _done = [];

    [Fact]
    public void WorkIsDoneInItsPhaseBeforeTheScripts()
    {
        _world.EarlyUpdate += () => _done.Add("early");
        _world.LateUpdateDone += () => _done.Add("done");
        foreach (TickPhase phase in Enum.GetValues<TickPhase>()) Work(phase, () => _done.Add(phase.ToString())).isActive = true;
        _world.Tick(_world.Time.fixedDeltaTime);
        Assert.Equal(["early", "FixedUpdate", "Update", "LateUpdate", "AfterLateUpdate", "done"], _done);
    }

    [Fact]
    public void WorkIsDoneWhileItIsActive()
    {
        TickWork work = Work(TickPhase.Update, () => _done.Add("x"));
        _world.Tick(0);
        Assert.Empty(_done);
        work.isActive = true;
        _world.Tick(0);
        _world.Tick(0);
        work.isActive = false;
        _world.Tick(0);
        Assert.Equal(2, _done.Count);
    }

    [Fact]
    public void WorkMayEndItselfAndStartOthers()
    {
        TickWork second = Work(TickPhase.Update, () => _done.Add("second"));
        TickWork? first = null;
        first = Work(TickPhase.Update, () =>
        {
            _done.Add("first");
            first!.isActive = false;
            second.isActive = true;
        });
        first.isActive = true;
        _world.Tick(0);
        Assert.Equal(["first"], _done);
        _world.Tick(0);
        Assert.Equal(["first", "second"], _done);
    }

    [Fact]
    public void WhatThrowsIsNamedAndTheOthersGoOn()
    {
        var logs = new RecordingLogs();
        using var world = new World(new WorldOptions { LoggerFactory = logs });
        GameObject thing = world.CreateGameObject("Thing");
        new TickWork(thing.AddComponent<Idle>(), TickPhase.LateUpdate, static () => throw new InvalidOperationException("broken")) { isActive = true };
        new TickWork(thing.AddComponent<Idle>(), TickPhase.LateUpdate, () => _done.Add("x")) { isActive = true };
        world.Tick(0);
        Assert.Equal(["x"], _done);
        Assert.Equal(1, world.ScriptFailures);
    }

    private TickWork Work(TickPhase phase, Action run) => new(_world.CreateGameObject().AddComponent<Idle>(), phase, run);

    private sealed class Idle : Component;
}
