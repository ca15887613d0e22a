namespace Tain.Messages;

/// <summary>Where a <see cref="LargeTransfer"/> is on its way.</summary>
public enum LargeTransferState : byte
{
    /// <summary>Another message to the same connection goes first.</summary>
    Waiting = 0,

    /// <summary>Parts are under way.</summary>
    Sending = 1,

    /// <summary>The receiver has the whole message, and its handler has run.</summary>
    Completed = 2,

    /// <summary>This side gave it up.</summary>
    Cancelled = 3,

    /// <summary>The receiver did not want it; <see cref="LargeTransfer.RefusedBecause"/> says why.</summary>
    Refused = 4,

    /// <summary>The receiver gave no sign for too long.</summary>
    TimedOut = 5,

    /// <summary>The connection ended first.</summary>
    Disconnected = 6,
}
