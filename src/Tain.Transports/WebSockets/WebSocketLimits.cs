namespace Tain.Transports;

/// <summary>What one WebSocket connection may take, on either side. Made by the descriptions, which document the values.</summary>
internal sealed record WebSocketLimits(int MaxMessageBytes, int MaxReceiveQueueBytes, int MaxSendQueueBytes, TimeSpan IdleTimeout, TimeSpan SendTimeout)
{
    /// <summary>How long a closed connection may still wait for the other side's Close frame. Mirror's peers never send one, so it is short.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private const int RingHeaderBytes = 16;

    /// <summary>A receive queue that holds at least one packet of the largest size.</summary>
    public int ReceiveRingBytes => Math.Max(MaxReceiveQueueBytes, MaxMessageBytes + RingHeaderBytes);

    /// <summary>A send queue that holds at least one packet of the largest size.</summary>
    public int SendRingBytes => Math.Max(MaxSendQueueBytes, MaxMessageBytes + RingHeaderBytes);
}
