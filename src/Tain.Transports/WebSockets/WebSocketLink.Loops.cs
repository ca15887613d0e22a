using System.Net.WebSockets;

namespace Tain.Transports;

// The two loops between the socket and the queues. Each socket call happens in exactly one of them, because a WebSocket allows one send and one receive at a time.
internal sealed partial class WebSocketLink
{
    private const int InitialReceiveBytes = 2048;

    private async Task ReceiveLoopAsync(WebSocket socket)
    {
        byte[] buffer = new byte[Math.Min(InitialReceiveBytes, _limits.MaxMessageBytes + 1)];
        int filled = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    End(null, null, WebSocketCloseStatus.NormalClosure);
                    return;
                }
                filled += received.Count;
                if (!Accept(received, filled)) return;
                if (received.EndOfMessage)
                {
                    Volatile.Write(ref _heardAt, Now());
                    // After the end the loop still reads, to see the peer's Close; the data goes nowhere.
                    if (await _inbox.AppendAsync(buffer.AsMemory(0, filled), Channel.Reliable).ConfigureAwait(false)) Schedule();
                    filled = 0;
                }
                else if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(2 * buffer.Length, _limits.MaxMessageBytes + 1));
                }
            }
        }
        catch (Exception failure)
        {
            EndBy(failure);   // no abort: the socket has just sent a Close frame that says what was wrong
        }
    }

    // Judges what came so far of a message. One byte over the limit is enough to know, so the buffer never grows past that.
    private bool Accept(ValueWebSocketReceiveResult received, int filled)
    {
        if (received.MessageType == WebSocketMessageType.Text)
        {
            End(TransportError.InvalidReceive, "the peer sent a text message, and only binary ones carry packets", WebSocketCloseStatus.InvalidMessageType);
            return false;
        }
        if (filled > _limits.MaxMessageBytes)
        {
            End(TransportError.InvalidReceive, $"the peer sent a message of more than {_limits.MaxMessageBytes} bytes", WebSocketCloseStatus.MessageTooBig);
            return false;
        }
        if (received.EndOfMessage && filled == 0)
        {
            End(TransportError.InvalidReceive, "the peer sent an empty message", WebSocketCloseStatus.PolicyViolation);
            return false;
        }
        return true;
    }

    private async Task SendLoopAsync(WebSocket socket)
    {
        try
        {
            while (await _outbox.WaitAsync().ConfigureAwait(false))
            {
                while (_outbox.TryPeek(out ReadOnlyMemory<byte> data))
                {
                    Volatile.Write(ref _sendingSince, Now());
                    await socket.SendAsync(data, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
                    _outbox.Drop();
                }
                Volatile.Write(ref _sendingSince, 0);
            }
            await CloseAsync(socket).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            EndBy(failure);
            Abort();   // else the other loop would wait for a peer that is gone
        }
        finally
        {
            Volatile.Write(ref _sendingSince, 0);
        }
    }

    private async Task CloseAsync(WebSocket socket)
    {
        // Whatever broke the connection also made the socket leave these states; then there is nobody to say goodbye to.
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        // Browsers let a page close with 1000 only. The status is never left out: an empty Close frame is an error for Mirror.
        WebSocketCloseStatus status = OperatingSystem.IsBrowser() ? WebSocketCloseStatus.NormalClosure : _closeStatus;
        await socket.CloseOutputAsync(status, null, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            if (!_isFinished) _lingerTimer?.Change(WebSocketLimits.Linger, Timeout.InfiniteTimeSpan);
        }
    }

    // A border: whatever the socket throws ends this connection and nothing else, with the reason in the Error event and the log.
    private void EndBy(Exception failure)
    {
        switch (failure)
        {
            case WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely }:
            case OperationCanceledException:
                End(null, null, WebSocketCloseStatus.NormalClosure);   // the peer is gone; Mirror's always leave like this
                break;
            case WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.InvalidMessageType }:
                End(TransportError.InvalidReceive, $"the peer broke the WebSocket protocol ({failure.Message})", WebSocketCloseStatus.ProtocolError);
                break;
            default:
                End(TransportError.Unexpected, failure.Message, WebSocketCloseStatus.InternalServerError);
                break;
        }
    }
}
