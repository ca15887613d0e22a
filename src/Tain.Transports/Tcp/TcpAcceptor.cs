using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>
/// The door of a server between one Start and one Stop: accepts connections, counts them, and lets those that find a place into the session.
/// A refused one is reset at once and costs nothing more.
/// </summary>
internal sealed class TcpAcceptor(TcpListeningSocket listener, StreamPlaces places, StreamSession<TcpLink> session, StreamRefusalCounters refusals) : IDisposable
{
    private readonly AsyncSignal _nextTick = new();
    private volatile bool _isStopped;

    public int Port { get; } = listener.Port;

    /// <summary>Accepts until the door is closed. Never throws.</summary>
    public async Task RunAsync()
    {
        while (!_isStopped)
        {
            TcpStream stream;
            try
            {
                stream = await listener.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                if (_isStopped) return;
                refusals.Count(StreamRefusal.AcceptFailed);
                // When the system has no handles left, trying on at once would only burn the processor.
                await _nextTick.WaitAsync().ConfigureAwait(false);
                continue;
            }
            Admit(stream);
        }
    }

    /// <summary>A tick is over: an accept that failed may be tried again.</summary>
    public void EndTick() => _nextTick.Set();

    public void Dispose()
    {
        _isStopped = true;
        listener.Dispose();
        _nextTick.Set();
    }

    private void Admit(TcpStream stream)
    {
        ulong source = PeerAddress.SourceKey(stream.RemoteEndPoint?.Address);
        if (places.TryTake(source) is { } refusal)
        {
            refusals.Count(refusal);
            stream.Abort();
            return;
        }
        if (session.TryAdmit(stream.RemoteEndPoint?.Address) is not { } link)
        {
            refusals.Count(StreamRefusal.ServerFull);
            stream.Abort();
            places.Release(source);
            return;
        }
        // Not awaited: it ends by itself, and everything it has to say arrives as an event.
        _ = ServeAsync(stream, link, source);
    }

    private async Task ServeAsync(TcpStream stream, TcpLink link, ulong source)
    {
        using (stream)
        {
            link.AttachAbort(stream.Abort);
            await link.RunAsync(stream).ConfigureAwait(false);
        }
        places.Release(source);
    }
}
