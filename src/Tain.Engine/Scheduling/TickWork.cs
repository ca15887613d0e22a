namespace Tain;

/// <summary>
/// Work that a component has in some ticks only. A script's Update is called in every tick; this is called while there is something to do, and costs nothing while
/// there is not, however many components rest.
/// </summary>
/// <remarks>Work is done in the order in which it became active. What becomes active in its own phase begins in the next tick.</remarks>
public sealed class TickWork
{
    internal int Place;

    private readonly Action _run;

    /// <summary>Makes work that is not active yet.</summary>
    /// <param name="owner">The component, named in the log when the work throws. It ends the work when it is switched off or destroyed.</param>
    /// <param name="phase">When in the tick.</param>
    /// <param name="run">What to do.</param>
    public TickWork(Component owner, TickPhase phase, Action run)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(run);
        Owner = owner;
        Phase = phase;
        _run = run;
    }

    /// <summary>When in the tick the work is done.</summary>
    public TickPhase Phase { get; }

    /// <summary>Whether the work is done in each tick. May be set at any time, by the work itself, too.</summary>
    public bool isActive
    {
        get => Place != 0;
        set
        {
            if (value == isActive) return;
            if (value) Owner.world.Works.Add(this);
            else Owner.world.Works.Remove(this);
        }
    }

    internal Component Owner { get; }

    internal void Run() => _run();
}
