using System.Numerics;

namespace Tain;

/// <summary>
/// A place in the world that is looked at after it has changed, and not before: what rests costs nothing. The place of an object, or of the player through whose eyes
/// a client looks.
/// </summary>
internal abstract class TrackedPlace
{
    private readonly TransformWatch _watch;
    private CheckWheel? _wheel;
    private Transform? _transform;

    protected TrackedPlace() => _watch = new TransformWatch(() => _wheel!.Wait(this));

    /// <summary>Where it was when it was looked at last.</summary>
    public Vector3 Position { get; private set; }

    /// <summary>False until a look has found a position that is one.</summary>
    public bool HasPosition { get; private set; }

    /// <summary>Whether it has changed since it was looked at.</summary>
    public bool HasChanged => WaitsIn >= 0;

    /// <summary>Its place on the wheel, for as long as it is tracked.</summary>
    internal int Slot { get; set; }

    /// <summary>The list of the wheel in which it waits to be looked at; -1 while it waits in none.</summary>
    internal int WaitsIn { get; set; } = -1;

    internal TrackedPlace? NextWaiting { get; set; }

    internal TrackedPlace? PreviousWaiting { get; set; }

    /// <summary>Tracks a transform from now on, as if it had never been looked at.</summary>
    public void Track(Transform transform, CheckWheel wheel)
    {
        StopTracking();
        _transform = transform;
        _wheel = wheel;
        HasPosition = false;
        wheel.Seat(this);
    }

    /// <summary>Looks no more.</summary>
    public void StopTracking()
    {
        _watch.Stop();
        _wheel?.Forget(this);
        _transform = null;
    }

    /// <summary>Is told of no change any more, but stays tracked: <see cref="Look"/> goes on with it.</summary>
    public void Pause()
    {
        _watch.Stop();
        _wheel?.Forget(this);
    }

    /// <summary>Looks where it is, and waits for the next change.</summary>
    /// <param name="minMove">By how many units it has to have moved, to have moved.</param>
    public LookResult Look(float minMove)
    {
        _wheel!.Forget(this);
        _watch.Start(_transform!, Space.World);
        Vector3 now = _transform!.position;
        if (!float.IsFinite(now.X) || !float.IsFinite(now.Y) || !float.IsFinite(now.Z)) return LookResult.NoPlace;
        if (HasPosition && Vector3.DistanceSquared(now, Position) < minMove * minMove) return LookResult.Same;
        Position = now;
        HasPosition = true;
        return LookResult.Moved;
    }
}
