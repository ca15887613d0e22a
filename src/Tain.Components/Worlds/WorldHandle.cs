namespace Tain;

/// <summary>A world of a <see cref="WorldHost"/>, as others see it. For all threads; the world itself is not: what touches it is posted.</summary>
public sealed class WorldHandle
{
    private readonly WorldSlot _slot;

    internal WorldHandle(WorldSlot slot) => _slot = slot;

    /// <summary>The world's name.</summary>
    public string name => _slot.Name;

    /// <summary>Where it is in its life.</summary>
    public WorldState state => _slot.State;

    /// <summary>Why it has failed; null unless <see cref="state"/> is <see cref="WorldState.Failed"/>.</summary>
    public Exception? failure => _slot.Failure;

    /// <summary>What it has cost so far.</summary>
    public WorldStats stats => _slot.TakeStats();

    /// <summary>Completes when the world ticks, with true; or, with false, when it ended before.</summary>
    public Task<bool> started => _slot.Started;

    /// <summary>Completes when the world was disposed of.</summary>
    public Task ended => _slot.Ended;

    /// <summary>
    /// Has code run on the world's turn, before its next tick, in the order of the posts. It is the only way to touch a world from outside, and how worlds talk to each other.
    /// What it throws is logged with the world's name.
    /// </summary>
    /// <param name="action">Gets the world. It must not keep it.</param>
    /// <returns>
    /// False, and it will not run: the world has ended or is about to, or <see cref="WorldSettings.maxPosts"/> wait already. True: it runs, unless the world cannot be made or is
    /// removed before that.
    /// </returns>
    public bool Post(Action<World> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _slot.Post(action);
    }

    /// <inheritdoc/>
    public override string ToString() => $"world {name} ({state})";

    internal bool IsOf(WorldHost host) => ReferenceEquals(_slot.Host, host);

    internal WorldSlot Slot => _slot;
}
