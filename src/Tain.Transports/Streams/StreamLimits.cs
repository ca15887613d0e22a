namespace Tain.Transports;

/// <summary>What one connection over a stream may take, on either side. Made by the descriptions, which document the values.</summary>
internal sealed record StreamLimits(int MaxMessageBytes, int MaxReceiveQueueBytes, int MaxSendQueueBytes, TimeSpan IdleTimeout, TimeSpan SendTimeout)
{
    /// <summary>How long a closed connection may still wait for the other side's goodbye. Mirror's peers do not always send one, so it is short.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private const int RingHeaderBytes = 16;

    /// <summary>Packets that may wait for the game, whatever their size.</summary>
    public int MaxReceiveQueuePackets { get; init; } = int.MaxValue;

    /// <summary>Packets that may wait for the network, whatever their size.</summary>
    public int MaxSendQueuePackets { get; init; } = int.MaxValue;

    /// <summary>Packets that the connection hands out in one tick; the rest waits for the next.</summary>
    public int MaxPacketsPerTurn { get; init; } = int.MaxValue;

    /// <summary>A receive queue that holds at least one packet of the largest size.</summary>
    public int ReceiveRingBytes => Math.Max(MaxReceiveQueueBytes, MaxMessageBytes + RingHeaderBytes);

    /// <summary>A send queue that holds at least one packet of the largest size.</summary>
    public int SendRingBytes => Math.Max(MaxSendQueueBytes, MaxMessageBytes + RingHeaderBytes);
}
