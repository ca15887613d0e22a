using System.Net;

namespace Tain.Discovery;

// The server's side: it answers who asks.
public abstract partial class NetworkDiscoveryBase<Request, Response>
{
    // Clients ask every three seconds, perhaps over two networks at once.
    private const int AnswersAtOnce = 6;
    private const double AnswersPerSecond = 1;

    private DiscoveryLine? _advertising;
    private DiscoveryGate? _requests;

    /// <summary>Begins to answer clients that look for a server; answers are given while the server is active.</summary>
    /// <exception cref="PlatformNotSupportedException">The platform has no broadcasts.</exception>
    public void AdvertiseServer()
    {
        CheckStart();
        StopDiscovery();
        _requests = new DiscoveryGate(Drops, AnswersAtOnce, AnswersPerSecond);
        _advertising = new DiscoveryLine(() => Sockets.Listen(serverBroadcastListenPort), serverBroadcastListenPort, Log);
        _advertising.BeginTick(Now);
    }

    /// <summary>Makes the answer to a client.</summary>
    /// <param name="request">What it asks.</param>
    /// <param name="endpoint">From where.</param>
    /// <returns>The answer.</returns>
    protected abstract Response ProcessRequest(Request request, IPEndPoint endpoint);

    /// <summary>Answers a client. Override it to answer only some.</summary>
    /// <param name="request">What it asks.</param>
    /// <param name="endpoint">From where.</param>
    protected virtual void ProcessClientRequest(Request request, IPEndPoint endpoint)
    {
        Response response = ProcessRequest(request, endpoint);
        _advertising?.Answer(Write(response), endpoint);
    }

    /// <summary>Reads what a client asks. Override it where the type's own reader throws on bad bytes and that is too slow.</summary>
    /// <param name="reader">Stands behind the handshake.</param>
    /// <param name="request">What it asks.</param>
    /// <returns>False when it cannot be read.</returns>
    protected virtual bool TryReadRequest(NetworkReader reader, out Request request) => TryRead(out request);

    private void UpdateServer(double now)
    {
        if (_advertising is not { } line) return;
        line.BeginTick(now);
        while (_advertising == line && line.TryReceive(_datagram, _from, now, out int bytes)) OnRequest(_datagram.AsSpan(0, bytes), now);
        if (line.HasGivenUp && _advertising == line) StopServer();
    }

    private void OnRequest(ReadOnlySpan<byte> datagram, double now)
    {
        if (!NetworkServer.active || !_requests!.TryEnter(datagram, secretHandshake, _from, now, out IPEndPoint source)) return;
        _reader.SetBuffer(new ArraySegment<byte>(_datagram, DiscoveryGate.HandshakeBytes, datagram.Length - DiscoveryGate.HandshakeBytes));
        if (!TryReadRequest(_reader, out Request request))
        {
            Drops.Count(DiscoveryDropReason.Unreadable);
            return;
        }
        try
        {
            ProcessClientRequest(request, source);
        }
        catch (Exception exception)
        {
            // The game's code; one broken answer must not end the tick.
            Log.ScriptThrew(exception, nameof(ProcessClientRequest));
        }
    }

    private void StopServer()
    {
        _advertising?.Dispose();
        _advertising = null;
    }
}
