namespace Tain.LoadTest;

/// <summary>Where a client is on its way.</summary>
public enum LoadClientState : byte
{
    /// <summary>It has not begun, or it is between two connections.</summary>
    Idle,

    /// <summary>The transport connects.</summary>
    Connecting,

    /// <summary>The transport is connected; the client has no player yet.</summary>
    Joining,

    /// <summary>It has its player, and its script acts.</summary>
    Joined,

    /// <summary>It has asked for the end and waits for it.</summary>
    Leaving,
}
