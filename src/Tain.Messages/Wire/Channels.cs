namespace Tain;

/// <summary>The channel ids of <c>Send</c>, remote calls and handlers, with Mirror's numbers.</summary>
public static class Channels
{
    /// <summary>Arrives once and in order, or the connection ends.</summary>
    public const int Reliable = 0;

    /// <summary>May be lost, repeated or reordered; a stream transport delivers it reliably.</summary>
    public const int Unreliable = 1;
}
