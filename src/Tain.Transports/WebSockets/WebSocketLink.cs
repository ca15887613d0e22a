using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One WebSocket connection: one binary message is one packet. Each socket call happens in exactly one of the two loops, because a WebSocket allows one send and
/// one receive at a time.
/// </summary>
/// <remarks>
/// Mirror's peers end the connection when they see a Ping, a Pong, a text or an empty frame, so none is ever sent unasked, and a Close always has a status code.
/// </remarks>
internal sealed class WebSocketLink(int connectionId, string address, ReadyQueue ready, StreamLimits limits, TimeProvider time, ILogger logger)
    : StreamLink(connectionId, address, ready, limits, time, logger)
{
    private const int InitialReceiveBytes = 2048;

    protected override string Protocol => "WebSocket";

    /// <summary>Carries packets over an open socket until the connection ends. Never throws; the caller disposes the socket.</summary>
    /// <param name="socket">The open socket.</param>
    /// <param name="throttle">What the socket reads from, where it is ours; it is told which bytes were packets.</param>
    public async Task RunAsync(WebSocket socket, ThrottledStream? throttle = null)
    {
        if (TryOpen())
        {
            Task sending = SendLoopAsync(socket);
            await ReceiveLoopAsync(socket, throttle).ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        Finish();
    }

    private async Task ReceiveLoopAsync(WebSocket socket, ThrottledStream? throttle)
    {
        byte[] buffer = new byte[Math.Min(InitialReceiveBytes, Limits.MaxMessageBytes + 1)];
        int filled = 0;
        try
        {
            while (true)
            {
                throttle?.BeginReceive(buffer.Length - filled);
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None).ConfigureAwait(false);
                throttle?.EndReceive(received.Count);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    End(null, null);
                    return;
                }
                filled += received.Count;
                if (!Accept(received, filled)) return;
                if (received.EndOfMessage)
                {
                    // After the end the loop still reads, to see the peer's Close; the data goes nowhere.
                    await DeliverAsync(buffer.AsMemory(0, filled)).ConfigureAwait(false);
                    filled = 0;
                }
                else if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(2 * buffer.Length, Limits.MaxMessageBytes + 1));
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
            End(TransportError.InvalidReceive, "the peer sent a text message, and only binary ones carry packets", (int)WebSocketCloseStatus.InvalidMessageType);
            return false;
        }
        if (filled > Limits.MaxMessageBytes)
        {
            End(TransportError.InvalidReceive, $"the peer sent a message of more than {Limits.MaxMessageBytes} bytes", (int)WebSocketCloseStatus.MessageTooBig);
            return false;
        }
        if (received.EndOfMessage && filled == 0)
        {
            End(TransportError.InvalidReceive, "the peer sent an empty message", (int)WebSocketCloseStatus.PolicyViolation);
            return false;
        }
        return true;
    }

    private async Task SendLoopAsync(WebSocket socket)
    {
        try
        {
            while (await Outbox.WaitAsync().ConfigureAwait(false))
            {
                while (Outbox.TryPeek(out ReadOnlyMemory<byte> data))
                {
                    BeginSend();
                    await socket.SendAsync(data, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
                    Outbox.Drop();
                }
                EndSend();
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
            EndSend();
        }
    }

    private async Task CloseAsync(WebSocket socket)
    {
        // Whatever broke the connection also made the socket leave these states; then there is nobody to say goodbye to.
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        // Browsers let a page close with 1000 only. The status is never left out: an empty Close frame is an error for Mirror.
        WebSocketCloseStatus status = OperatingSystem.IsBrowser() ? WebSocketCloseStatus.NormalClosure : ChooseCloseStatus();
        await socket.CloseOutputAsync(status, null, CancellationToken.None).ConfigureAwait(false);
        BeginLinger();
    }

    private WebSocketCloseStatus ChooseCloseStatus()
    {
        if (EndingNumber != 0) return (WebSocketCloseStatus)EndingNumber;
        return EndedBy != null ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure;
    }

    // A border: whatever the socket throws ends this connection and nothing else, with the reason in the Error event and the log.
    private void EndBy(Exception failure)
    {
        switch (failure)
        {
            case WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely }:
            case OperationCanceledException:
                End(null, null);   // the peer is gone; Mirror's always leave like this
                break;
            case WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.InvalidMessageType }:
                End(TransportError.InvalidReceive, $"the peer broke the WebSocket protocol ({failure.Message})", (int)WebSocketCloseStatus.ProtocolError);
                break;
            default:
                End(TransportError.Unexpected, failure.Message, (int)WebSocketCloseStatus.InternalServerError);
                break;
        }
    }
}
