namespace Tain.Tests;

/// <summary>Whose turn it is: nothing but timestamps goes in.</summary>
public sealed class WorldScheduleTests : IDisposable
{
    private readonly WorldHost _host = new();
    private readonly WorldRunner _runner = new(new WorldHostOptions { timeProvider = new ManualClock(), tickRate = 16 });
    private readonly WorldSchedule _schedule = new();

    public void Dispose()
    {
        _runner.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void OfThoseThatAreDueTheEarliestDeadlineGoesFirst()
    {
        WorldSlot often = Slot("often", tickRate: 64), seldom = Slot("seldom", tickRate: 1), medium = Slot("medium", tickRate: 8);
        _schedule.Add(seldom, now: 0);
        _schedule.Add(medium, now: 10);
        _schedule.Add(often, now: 20);
        Assert.Equal(["often", "medium", "seldom"], TakeAll(now: 30));
    }

    [Fact]
    public void AWorldThatWaitsLongGoesBeforeOneThatHasJustBecomeDue()
    {
        WorldSlot waiting = Slot("waiting", tickRate: 16), fresh = Slot("fresh", tickRate: 16);
        _schedule.Add(waiting, now: 0);
        _schedule.Add(fresh, now: 1);
        Assert.Equal(["waiting", "fresh"], TakeAll(now: 1_000_000));
    }

    [Fact]
    public void NobodyIsTakenBeforeHeIsDueOrTwiceAtOnce()
    {
        WorldSlot slot = Slot("a");
        _schedule.Add(slot, now: 100);
        Assert.False(_schedule.TryTake(99, out _));
        Assert.Equal(1, _schedule.UntilNext(99));
        Assert.True(_schedule.TryTake(100, out WorldSlot taken));
        Assert.Same(slot, taken);
        Assert.False(_schedule.TryTake(1_000_000, out _));
        Assert.Null(_schedule.UntilNext(1_000_000));
        Assert.Equal(1, _schedule.Running);
        _schedule.GiveBack(slot, isOver: false, now: 150, dueAt: 200);
        Assert.False(_schedule.TryTake(199, out _));
        Assert.True(_schedule.TryTake(200, out _));
    }

    [Fact]
    public void NobodyStarvesWhenThereIsMoreToDoThanTimeForIt()
    {
        // 10 worlds, each due every unit of time it takes to run 2 of them: five times too much.
        WorldSlot[] slots = [.. Enumerable.Range(0, 10).Select(i => Slot($"{i}", tickRate: i % 2 == 0 ? 64 : 16))];
        foreach (WorldSlot slot in slots) _schedule.Add(slot, 0);
        var turns = new Dictionary<string, int>();
        long now = 0;
        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(_schedule.TryTake(now, out WorldSlot slot));
            turns[slot.Name] = turns.GetValueOrDefault(slot.Name) + 1;
            now += slot.PeriodUnits;
            _schedule.GiveBack(slot, isOver: false, now, now);
        }
        Assert.Equal(10, turns.Count);
        Assert.InRange(turns.Values.Min(), 40, 100);
    }

    [Fact]
    public void AWorldThatIsEndedHasOneMoreTurnAtOnceOrAfterTheOneThatRuns()
    {
        WorldSlot waiting = Slot("waiting"), running = Slot("running");
        _schedule.Add(running, 0);
        _schedule.TryTake(0, out _);
        _schedule.Add(waiting, 1_000);
        _schedule.End(waiting, 10);
        _schedule.End(running, 10);
        _schedule.End(running, 11);

        Assert.True(_schedule.TryTake(10, out WorldSlot taken));
        Assert.Same(waiting, taken);
        Assert.Equal(WorldTurn.End, taken.Turn);
        Assert.False(_schedule.TryTake(10, out _));
        _schedule.GiveBack(running, isOver: false, now: 20, dueAt: 5_000);
        Assert.True(_schedule.TryTake(20, out taken));
        Assert.Same(running, taken);
        Assert.Equal(WorldTurn.End, taken.Turn);
        _schedule.GiveBack(waiting, isOver: true, 20, 0);
        _schedule.GiveBack(running, isOver: true, 20, 0);
        Assert.Equal(0, _schedule.Count);
    }

    [Fact]
    public void AStuckWorldIsFoundOnceUntilItComesBack()
    {
        WorldSlot stuck = Slot("stuck"), quick = Slot("quick");
        _schedule.Add(stuck, 0);
        _schedule.TryTake(0, out _);
        _schedule.Add(quick, 90);
        _schedule.TryTake(90, out _);
        var found = new List<WorldSlot>();
        _schedule.FindStuck(100, afterUnits: 100, found);
        Assert.Empty(found);
        _schedule.FindStuck(101, afterUnits: 100, found);
        _schedule.FindStuck(150, afterUnits: 100, found);
        Assert.Same(stuck, Assert.Single(found));
        Assert.Equal(1, _schedule.Stuck);
        _schedule.GiveBack(stuck, isOver: false, 160, 170);
        Assert.Equal(0, _schedule.Stuck);
        _schedule.TryTake(170, out _);
        _schedule.FindStuck(271, afterUnits: 100, found);
        Assert.Equal(["quick", "stuck", "stuck"], found.Select(slot => slot.Name).Order());
    }

    private WorldSlot Slot(string name, int tickRate = 16) =>
        new(_host, name, context => new World(context.options), new WorldSettings { tickRate = tickRate }, _runner);

    private List<string> TakeAll(long now)
    {
        var names = new List<string>();
        while (_schedule.TryTake(now, out WorldSlot slot)) names.Add(slot.Name);
        return names;
    }
}
