namespace Tain.Transports;

/// <summary>What a packet may count on. The numbers are Mirror's channel ids and never change.</summary>
public enum Channel : byte
{
    /// <summary>Arrives once and in order, or the connection ends.</summary>
    Reliable = 0,

    /// <summary>May be lost, repeated or reordered; never altered. Stream transports deliver it reliably.</summary>
    Unreliable = 1,
}
