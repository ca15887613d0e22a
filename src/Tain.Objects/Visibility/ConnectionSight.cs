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

    /// <summary>This tick's frames for this connection.</summary>
    public FrameOutbox this[int channel] => channel == Channels.Reliable ? _reliable : _unreliable;

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
