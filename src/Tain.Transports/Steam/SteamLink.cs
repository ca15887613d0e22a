namespace Tain.Transports;

/// <summary>
/// One connection over the library: the channel's byte behind each message, the limits, and the one way in which it ends. A message is the batch and one byte, 1 for the
/// unreliable channel; any other number is reliable to those who speak so.
/// </summary>
internal sealed class SteamLink(ISteamSockets sockets, uint connection, int id, string address, int maxPacketBytes, TransportEventQueue events, PeerFaults faults)
{
    private const byte UnreliableChannel = 1;

    private byte[] _outgoing = new byte[2_048];

    public uint Connection => connection;

    public int Id => id;

    public string Address => address;

    /// <summary>True from the Connected event to the Disconnected event.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True once the library's connection is freed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True while something sent since the last flush waits.</summary>
    public bool NeedsFlush { get; private set; }

    /// <summary>The library reports the connection as made.</summary>
    public void Open()
    {
        if (IsOpen || IsClosed) return;
        IsOpen = true;
        events.AddConnected(id, address);
    }

    public bool TrySend(ReadOnlySpan<byte> data, Channel channel)
    {
        if (!IsOpen) return false;
        if (data.IsEmpty || data.Length > maxPacketBytes)
        {
            events.AddError(id, TransportError.InvalidSend, $"a packet of {data.Length} bytes cannot be sent; 1 to {maxPacketBytes} can");
            return false;
        }
        if (_outgoing.Length <= data.Length) Array.Resize(ref _outgoing, Math.Max(data.Length + 1, Math.Min(_outgoing.Length * 2, SteamTransport.LargestMessageBytes)));
        data.CopyTo(_outgoing);
        _outgoing[data.Length] = (byte)channel;
        bool isReliable = channel == Channel.Reliable;
        switch (sockets.Send(connection, _outgoing.AsSpan(0, data.Length + 1), isReliable))
        {
            case SteamResult.OK:
                NeedsFlush = true;
                return true;
            case SteamResult.LimitExceeded or SteamResult.Ignored when !isReliable:
                // Lost, as it may be.
                return true;
            case SteamResult.LimitExceeded:
                Fail(PeerFault.Congestion, TransportError.Congestion, "more waits for the peer than SendBufferBytes");
                return false;
            default:
                // The connection is about to end, which the next report says.
                return false;
        }
    }

    public void Flush()
    {
        if (!NeedsFlush) return;
        NeedsFlush = false;
        if (IsOpen) sockets.Flush(connection);
    }

    /// <summary>Reads a message by the rules of those who send the channel behind the batch.</summary>
    /// <returns>False when there is nothing for the game in it; then it may have ended the connection.</returns>
    public bool TryRead(SteamMessage message, out ReadOnlySpan<byte> data, out Channel channel)
    {
        data = default;
        channel = default;
        if (!IsOpen) return false;
        if (message.Bytes < 2 || message.Bytes - 1 > maxPacketBytes)
        {
            Fail(PeerFault.InvalidPacket, TransportError.InvalidReceive, $"the peer sent a message of {message.Bytes} bytes; a batch of 1 to {maxPacketBytes} and its channel are due");
            return false;
        }
        ReadOnlySpan<byte> whole = message.Span;
        data = whole[..^1];
        channel = whole[^1] == UnreliableChannel ? Channel.Unreliable : Channel.Reliable;

        // A channel that Mirror does not have: Fizzy sends it reliably and trusts the number; without the reliable flag the number is a lie, and the packet is dropped.
        return whole[^1] <= UnreliableChannel || message.IsReliable;
    }

    /// <summary>Ends the connection because of what the peer does.</summary>
    public void Fail(PeerFault fault, TransportError error, string reason)
    {
        if (IsClosed) return;
        faults.Count(fault, $"{address}: {reason}");
        events.AddError(id, error, reason);
        End(SteamEnd.Misbehaved, fault.ToString(), linger: false);
    }

    /// <summary>Ends the connection from this side; what was sent still goes out.</summary>
    public void Close() => End(SteamEnd.Goodbye, "Disconnected", linger: true);

    /// <summary>Ends it without a word to the game, whose endpoint stops.</summary>
    public void CloseSilently()
    {
        if (!IsClosed) sockets.Close(connection, SteamEnd.Goodbye, "Stopped", linger: false);
        IsClosed = true;
        IsOpen = false;
    }

    /// <summary>The library reports that the connection is gone, and why.</summary>
    public void Lost(SteamStatus status)
    {
        if (IsClosed) return;
        if (!IsOpen || !SteamEnd.IsUsual(status.EndReason))
        {
            TransportError error = SteamEnd.ErrorOf(status.EndReason, IsOpen);
            string reason = $"{(IsOpen ? "the connection was lost" : "no connection came about")} ({status.EndReason} {status.EndText})";
            if (error == TransportError.Timeout) faults.Count(PeerFault.Timeout, $"{address}: {reason}");
            events.AddError(id, error, reason);
        }
        End(SteamEnd.Goodbye, "", linger: false);
    }

    private void End(int reason, string text, bool linger)
    {
        if (IsClosed) return;
        IsClosed = true;
        IsOpen = false;
        sockets.Close(connection, reason, text, linger);
        events.AddDisconnected(id);
    }
}
