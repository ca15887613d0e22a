namespace Tain;

/// <summary>
/// Tells once that a transform has changed. Who waits for a movement starts a watch instead of looking in every tick, so that what rests costs nothing; who was told
/// looks for himself for as long as it moves, and starts the watch again when it rests.
/// </summary>
/// <remarks>
/// In world space a movement, a turn or a scaling of a parent counts, too, and so does a change of parent. Setting the value that is there already is no change.
/// One watch is at one transform at a time; a transform may have any number of watches. Whoever starts one stops it before the object is destroyed.
/// </remarks>
public sealed class TransformWatch
{
    private readonly Action _changed;

    /// <summary>Makes a watch that is not started.</summary>
    /// <param name="changed">
    /// Called at once, from within the assignment that changes the transform, which may not be complete: for example the position is set and the rotation is not.
    /// So it should only note that there is something to do.
    /// </param>
    public TransformWatch(Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        _changed = changed;
    }

    /// <summary>True from <see cref="Start"/> to the first change, or to <see cref="Stop"/>.</summary>
    public bool isWatching => Target is not null;

    internal Transform? Target { get; set; }

    internal Space Space { get; set; }

    internal TransformWatch? Next { get; set; }

    internal TransformWatch? Previous { get; set; }

    /// <summary>Waits for the next change of a transform. If the watch waits already, it does so there from now on.</summary>
    /// <param name="target">The transform.</param>
    /// <param name="space">Self: changes relative to the parent count. World: those of parents count, too.</param>
    public void Start(Transform target, Space space)
    {
        ArgumentNullException.ThrowIfNull(target);
        Stop();
        Space = space;
        target.AddWatch(this);
    }

    /// <summary>Waits no longer.</summary>
    public void Stop() => Target?.RemoveWatch(this);

    internal void Tell() => _changed();
}
