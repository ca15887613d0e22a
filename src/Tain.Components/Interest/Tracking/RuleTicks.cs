namespace Tain;

/// <summary>The ticks of a rule: at the end of each, when everything is where it ends up, and before the network sends.</summary>
internal sealed class RuleTicks
{
    private readonly InterestManagementBase _rule;
    private readonly TickWork _work;
    private readonly Action _resume;
    private readonly Action<double> _tick;
    private double _lastTick;
    private bool _isStale;

    /// <param name="rule">The rule.</param>
    /// <param name="resume">Called in the first tick after the rule was enabled: objects may have come and gone without it.</param>
    /// <param name="tick">Called in each tick in which the rule decides, with the seconds since the last one.</param>
    public RuleTicks(InterestManagementBase rule, Action resume, Action<double> tick)
    {
        _rule = rule;
        _resume = resume;
        _tick = tick;
        _work = new TickWork(rule, TickPhase.AfterLateUpdate, Run);
    }

    public void Start()
    {
        _isStale = true;
        _lastTick = _rule.NetworkTime.localTime;
        _work.isActive = true;
    }

    public void Stop() => _work.isActive = false;

    private void Run()
    {
        double now = _rule.NetworkTime.localTime;
        double seconds = now - _lastTick;
        _lastTick = now;
        // Another rule may have been there first; then this one has no say.
        if (!_rule.NetworkServer.active || !ReferenceEquals(_rule.NetworkServer.aoi, _rule)) return;
        if (_isStale) _resume();
        _isStale = false;
        _tick(seconds);
    }
}
