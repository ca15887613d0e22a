namespace Tain;

/// <summary>
/// On which channel the time of a tick travels. It needs none in particular, and what a tick costs is the number of its packets: so it goes with what is sent anyway.
/// </summary>
internal static class ClockChannel
{
    /// <summary>Unreliable as Mirror's, unless only the reliable channel has something to send.</summary>
    /// <param name="hasReliable">Anything; the transport gathers reliable packets in datagrams.</param>
    /// <param name="hasUnreliable">On a server something of this frame: unreliable packets are datagrams, and one with another timestamp would be another. A client flushes every frame, so there anything is.</param>
    public static int For(bool hasReliable, bool hasUnreliable) => hasReliable && !hasUnreliable ? Channels.Reliable : Channels.Unreliable;
}
