using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One TCP connection: a loop that reads, a loop that writes. There is no handshake and no goodbye beyond TCP's own: connected means that TCP is, and the end of the
/// stream is the end.
/// </summary>
/// <remarks>
/// The loops use the socket with a buffer of their own rather than a pipe: a pipe would add a third buffer and two more hand-overs between the socket and the bounded
/// queues, which already are what a pipe is. docs/tcp-wire.md has the figures.
/// </remarks>
internal sealed class TcpLink(int connectionId, string address, ReadyQueue ready, StreamLimits limits, TimeProvider time, ILogger logger)
    : StreamLink(connectionId, address, ready, limits, time, logger)
{
    protected override string Protocol => "TCP";

    /// <summary>Carries packets over a connected stream until the connection ends. Never throws; the caller disposes the stream.</summary>
    public async Task RunAsync(TcpStream stream)
    {
        if (TryOpen())
        {
            Task sending = SendLoopAsync(stream);
            await ReceiveLoopAsync(stream).ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        Finish();
    }

    private async Task ReceiveLoopAsync(TcpStream stream)
    {
        var reader = new TcpFrameReader(Limits.MaxMessageBytes);
        try
        {
            while (true)
            {
                int count = await stream.ReceiveAsync(reader.GetSpace()).ConfigureAwait(false);
                if (count == 0)
                {
                    End(null, null);
                    return;
                }
                reader.Advance(count);
                // After the end the loop still reads, to see the peer's end; the data goes nowhere.
                while (reader.TryRead(out ReadOnlyMemory<byte> message)) await DeliverAsync(message).ConfigureAwait(false);
                if (reader.InvalidLength is not { } length) continue;
                End(TransportError.InvalidReceive, $"the peer announced a message of {length} bytes, and 1 to {Limits.MaxMessageBytes} are allowed");
                Abort();
                return;
            }
        }
        catch (Exception failure)
        {
            EndBy(failure);
        }
    }

    private async Task SendLoopAsync(TcpStream stream)
    {
        var writer = new TcpFrameWriter();
        try
        {
            while (await Outbox.WaitAsync().ConfigureAwait(false))
            {
                while (Fill(writer))
                {
                    ReadOnlyMemory<byte> rest = writer.Written;
                    BeginSend();
                    while (!rest.IsEmpty) rest = rest[await stream.SendAsync(rest).ConfigureAwait(false)..];
                    writer.Clear();
                }
                EndSend();
            }
            stream.FinishSending();
            BeginLinger();
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

    private bool Fill(TcpFrameWriter writer)
    {
        while (Outbox.TryPeek(out ReadOnlyMemory<byte> data) && writer.TryAppend(data.Span)) Outbox.Drop();
        return !writer.Written.IsEmpty;
    }

    // A border: whatever the socket throws ends this connection and nothing else, with the reason in the Error event and the log.
    private void EndBy(Exception failure)
    {
        switch (failure)
        {
            case SocketException { SocketErrorCode: SocketError.TimedOut }:
                End(TransportError.Timeout, "the network has lost the peer");
                break;
            case SocketException
            {
                SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NetworkReset or SocketError.Shutdown
                    or SocketError.NotConnected or SocketError.OperationAborted,
            }:
            case ObjectDisposedException:
                End(null, null);   // the peer is gone, or we broke it off
                break;
            default:
                End(TransportError.Unexpected, failure.Message);
                break;
        }
    }
}
