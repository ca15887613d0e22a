namespace Tain;

/// <summary>What one connection sees: the objects of its groups, and objects of its own that are in other groups.</summary>
internal sealed class ConnectionSight
{
    private readonly FrameOutbox _reliable = new();
    private readonly FrameOutbox _unreliable = new();

    /// <summary>The groups whose objects it has.</summary>
    public HashSet<VisibilityGroup> Groups { get; } = [];

    /// <summary>The groups of the game that it shall see whenever it has a world.</summary>
    public HashSet<VisibilityGroup> Wanted { get; } = [];

    /// <summary>What it owns and therefore has, though it does not see the group.</summary>
    public HashSet<NetworkIdentity> Beside { get; } = [];

    /// <summary>True from when it was given the world until it is not ready any more.</summary>
    public bool HasWorld { get; set; }

    /// <summary>True while it is being given the world: what is sent meanwhile takes effect at the end.</summary>
    public bool IsGettingWorld { get; set; }

    /// <summary>The groups of which it is sent less than each tick's changes; null when there have never been any.</summary>
    public Dictionary<VisibilityGroup, RateLane>? Lanes { get; set; }

    /// <summary>What it was not told of the objects that it has.</summary>
    public DebtBook Debts { get; } = new();

    /// <summary>How many bytes it was sent in the last tick beyond its budget.</summary>
    public int Overdraft { get; set; }

    /// <summary>What it shall have and was not sent yet; null when there is nothing.</summary>
    public SpawnBacklog? Backlog { get; set; }

    /// <summary>Whether <see cref="JoinStream"/> has it in its queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether it has asked for a player and is answered in one of the next ticks.</summary>
    public bool IsWaitingForPlayer { get; set; }

    /// <summary>How many bytes of spawn messages it was sent in the tick <see cref="SpawnBytesTick"/>.</summary>
    public int SpawnBytes { get; set; }

    /// <summary>The tick in which it was last sent a spawn message.</summary>
    public long SpawnBytesTick { get; set; }

    /// <summary>How many objects wait to be sent.</summary>
    public int PendingCount => Backlog?.Count ?? 0;

    /// <summary>This tick's frames for this connection.</summary>
    public FrameOutbox this[int channel] => channel == Channels.Reliable ? _reliable : _unreliable;

    /// <summary>Whether an object that the connection sees has not been sent to it yet.</summary>
    public bool IsPending(NetworkIdentity identity) => Backlog is { } backlog && backlog.Contains(identity.SpawnSlot);

    /// <summary>An object that waits was sent, or will not be.</summary>
    /// <returns>False when it did not wait.</returns>
    public bool EndPending(NetworkIdentity identity)
    {
        if (Backlog is not { } backlog || !backlog.Remove(identity.SpawnSlot)) return false;
        identity.EndPending();
        return true;
    }

    /// <summary>Nothing is owed: it has no world, or gets all of it anew.</summary>
    public void ForgetDebts()
    {
        Debts.Clear();
        Overdraft = 0;
    }

    public void CopyFrames(NetworkConnectionToClient connection)
    {
        _reliable.CopyFrames(connection, Channels.Reliable);
        _unreliable.CopyFrames(connection, Channels.Unreliable);
    }

    public void ClearFrames()
    {
        _reliable.Clear();
        _unreliable.Clear();
    }
}
