namespace Tain.Transports;

/// <summary>A peer that the game knows as a connection: what may be sent to it, and the one way in which it ends.</summary>
internal sealed unsafe class EnetConnection(EnetTransport transport, EnetHost host, EnetPeer* peer, int id, TransportEventQueue events, PeerFaults faults)
{
    private readonly EnetPeer* _peer = peer;

    public string Address { get; } = peer->Address.ToText();

    /// <summary>True until the Disconnected event is queued.</summary>
    public bool IsOpen { get; private set; } = true;

    public bool TrySend(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!IsOpen) return false;
        int most = transport.MaxPacketBytesOf(channel);
        if (data.IsEmpty || data.Length > most)
        {
            events.AddError(id, TransportError.InvalidSend, $"a packet of {data.Length} bytes cannot be sent; 1 to {most} can");
            return false;
        }
        long queued = host.QueuedBytes(_peer);
        if (queued + data.Length > transport.MaxSendQueueBytes)
        {
            Fail(PeerFault.Congestion, TransportError.Congestion, $"{queued} bytes wait for the peer, more than it can take");
            return false;
        }
        // Refused when the peer is about to end, which the next events say.
        return host.Send(_peer, data, channel);
    }

    /// <summary>The rules for a packet that came in.</summary>
    /// <returns>False when it ended the connection or came after its end.</returns>
    public bool Takes(ReadOnlySpan<byte> data)
    {
        if (IsOpen && data.IsEmpty) Fail(PeerFault.InvalidPacket, TransportError.InvalidReceive, "the peer sent an empty packet");
        return IsOpen;
    }

    /// <summary>Ends the connection because of what the peer does.</summary>
    public void Fail(PeerFault fault, TransportError error, string reason)
    {
        faults.Count(fault, $"{Address}: {reason}");
        events.AddError(id, error, reason);
        Close();
    }

    /// <summary>Ends the connection from this side.</summary>
    public void Close()
    {
        if (!IsOpen) return;
        host.Disconnect(_peer);
        End();
    }

    /// <summary>Ends the connection without a word to the game, whose endpoint stops.</summary>
    public void CloseNow()
    {
        if (IsOpen) host.DisconnectNow(_peer);
        IsOpen = false;
    }

    /// <summary>ENet says that the connection is gone.</summary>
    public void Lost(bool isTimeout)
    {
        if (!IsOpen) return;
        if (isTimeout)
        {
            const string Reason = "the peer acknowledged nothing for too long";
            faults.Count(PeerFault.Timeout, $"{Address}: {Reason}");
            events.AddError(id, TransportError.Timeout, Reason);
        }
        End();
    }

    private void End()
    {
        IsOpen = false;
        events.AddDisconnected(id);
    }
}
