namespace Tain.Messages;

/// <summary>Why a large message is not continued. The numbers are on the wire.</summary>
public enum LargeStopReason : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One side cancelled it.</summary>
    Cancelled = 1,

    /// <summary>Nothing was heard for too long.</summary>
    TimedOut = 2,

    /// <summary>The receiver has no handler for large messages of this type.</summary>
    NoHandler = 3,

    /// <summary>It is larger than the receiver takes.</summary>
    TooLarge = 4,

    /// <summary>The receiver has no memory left for incomplete messages.</summary>
    NoRoom = 5,

    /// <summary>The receiver's handler could not read it, or threw.</summary>
    HandlerFailed = 6,
}
