namespace Tain;

/// <summary>One delayed call of a script. Reused, because some scripts delay a call in every tick.</summary>
internal sealed class Invocation : Timer
{
    private ScriptWork? _owner;
    private Action? _action;
    private double _repeatSeconds;

    public string MethodName { get; private set; } = "";

    public void Fill(ScriptWork owner, string methodName, Action? action, double repeatSeconds)
    {
        _owner = owner;
        MethodName = methodName;
        _action = action;
        _repeatSeconds = repeatSeconds;
    }

    public void Clear() => Fill(null!, "", null, 0);

    public override void Fire()
    {
        // The call may cancel this very invocation, which clears it.
        ScriptWork owner = _owner!;
        string methodName = MethodName;
        Action? action = _action;
        if (_repeatSeconds > 0) owner.Script.world.Timers.Repeat(this, DueSeconds + _repeatSeconds);
        else owner.Forget(this);
        owner.Call(methodName, action);
    }
}
