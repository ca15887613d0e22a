namespace Tain.Simulation;

/// <summary>What a line does with a datagram.</summary>
public enum LinkFate : byte
{
    /// <summary>It will arrive.</summary>
    Delivered = 0,

    /// <summary>It is lost by itself.</summary>
    Lost = 1,

    /// <summary>It is lost in a burst.</summary>
    LostInBurst = 2,

    /// <summary>It finds the line's queue full.</summary>
    QueueFull = 3,

    /// <summary>It is larger than the line takes.</summary>
    TooLarge = 4,

    /// <summary>The line is cut.</summary>
    Cut = 5,
}
