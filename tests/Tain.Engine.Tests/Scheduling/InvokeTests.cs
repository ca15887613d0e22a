namespace Tain.Engine.Tests.Scheduling;

public class InvokeTests
{
    private readonly RecordingLogs _logs = new();
    private readonly World _world;
    private readonly Probe _script;
    private int _calls;

    public InvokeTests()
    {
        _world = new World(new WorldOptions { LoggerFactory = _logs });
        _script = _world.CreateGameObject("Thing").AddComponent<Probe>();
        _script.Named["Fire"] = () => _calls++;
    }

    [Fact]
    public void ACallComesOnceAfterItsDelay()
    {
        _script.Invoke("Fire", 4 * WorldKit.Frame);
        Assert.True(_script.IsInvoking("Fire"));
        _world.Run(ticks: 3);
        Assert.Equal(0, _calls);
        _world.Run(ticks: 5);
        Assert.Equal(1, _calls);
        Assert.False(_script.IsInvoking());
    }

    [Fact]
    public void RepeatedCallsKeepTheirRateEvenIfTicksAreLong()
    {
        _script.InvokeRepeating("Fire", 0, WorldKit.Frame);
        _world.Tick(16 * WorldKit.Frame);
        Assert.Equal(17, _calls);
        _world.Run(ticks: 3);
        Assert.Equal(20, _calls);
    }

    [Fact]
    public void CallsCanBeTakenBackByNameOrAll()
    {
        _script.Named["Other"] = () => _calls += 100;
        _script.InvokeRepeating("Fire", 0, WorldKit.Frame);
        _script.Invoke("Other", 0);
        _script.CancelInvoke("Other");
        Assert.False(_script.IsInvoking("Other"));
        _world.Run(ticks: 1);
        Assert.Equal(2, _calls);
        _script.CancelInvoke();
        _world.Run(ticks: 1);
        Assert.Equal(2, _calls);
        Assert.Equal(0, _world.Timers.Count);
    }

    [Fact]
    public void ARepeatedCallMayTakeItselfBack()
    {
        _script.Named["Fire"] = () =>
        {
            _calls++;
            _script.CancelInvoke("Fire");
        };
        _script.InvokeRepeating("Fire", 0, WorldKit.Frame);
        _world.Run(ticks: 5);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void ACallThatRepeatsItselfAtOnceDoesNotHoldTheTick()
    {
        _script.Named["Fire"] = () =>
        {
            _calls++;
            _script.Invoke("Fire", 0);
        };
        _script.Invoke("Fire", 0);
        _world.Run(ticks: 3);
        Assert.Equal(3, _calls);
    }

    [Fact]
    public void ActionsCanBeDelayedWithoutAName()
    {
        _script.Invoke(() => _calls++, WorldKit.Frame);
        _script.InvokeRepeating(() => _calls += 10, WorldKit.Frame, WorldKit.Frame);
        _world.Run(ticks: 2);
        Assert.Equal(21, _calls);
    }

    [Fact]
    public void CallsComeInTheOrderOfTheirTimes()
    {
        var order = new List<int>();
        var random = new SeededRandom(3);
        for (int i = 0; i < 300; i++)
        {
            int due = random.Range(1, 40);
            string name = "Call" + i;
            _script.Named[name] = () => order.Add(due);
            _script.Invoke(name, due * WorldKit.Frame / 8);
            if (i % 3 == 0) _script.CancelInvoke(name);
        }
        _world.Run(ticks: 6);
        Assert.Equal(200, order.Count);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public void InactiveObjectsAreStillCalledButDestroyedOnesAreNot()
    {
        _script.InvokeRepeating("Fire", WorldKit.Frame, WorldKit.Frame);
        _script.gameObject.SetActive(false);
        _world.Run(ticks: 1);
        Assert.Equal(1, _calls);
        _world.DestroyImmediate(_script.gameObject);
        _world.Run(ticks: 1);
        Assert.Equal(1, _calls);
        _script.Invoke("Fire", 0);
        _world.Run(ticks: 1);
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void UnknownMethodsAndExceptionsAreLogged()
    {
        _script.Named["Bad"] = () => throw new InvalidOperationException();
        _script.Invoke("Nonsense", 0);
        _script.Invoke("Bad", 0);
        _script.Invoke("Fire", 0);
        _world.Run(ticks: 1);
        Assert.Equal(1, _calls);
        Assert.Equal(
            ["Probe has no method Nonsense() to invoke. [Thing (Probe)]", "Script exception at /Thing: Probe.Bad"],
            _logs.Entries.Select(entry => entry.Text));
        Assert.Throws<ArgumentOutOfRangeException>(() => _script.InvokeRepeating("Fire", 0, 0));
    }
}
