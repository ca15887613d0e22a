using System.Net;

namespace Tain.Discovery;

// The client's side: it asks everybody, until it is connected.
public abstract partial class NetworkDiscoveryBase<Request, Response>
{
    private const float LeastInterval = 1;
    private const float LongestInterval = 60;

    // A server answers once per question and network.
    private const int ResponsesAtOnce = 20;
    private const double ResponsesPerSecond = 5;

    private DiscoveryLine? _search;
    private DiscoveryGate? _responses;
    private double _askAt;

    /// <summary>Begins to look for servers; it ends by itself once the client is connected.</summary>
    /// <exception cref="PlatformNotSupportedException">The platform has no broadcasts.</exception>
    public void StartDiscovery()
    {
        CheckStart();
        StopDiscovery();
        _responses = new DiscoveryGate(Drops, ResponsesAtOnce, ResponsesPerSecond);
        _search = new DiscoveryLine(Sockets.Open, serverBroadcastListenPort, Log);
        _askAt = Now;
        _search.BeginTick(_askAt);
        if (enableActiveDiscovery) AskIfDue(_askAt);
    }

    /// <summary>Asks everybody now. Nothing happens while no servers are looked for.</summary>
    public void BroadcastDiscoveryRequest()
    {
        if (_search is null) return;
        if (NetworkClient.isConnected)
        {
            StopDiscovery();
            return;
        }
        _search.Send(Write(GetRequest()), Everybody(), Now);
    }

    /// <summary>What to ask. Override it to say more than "is there a server".</summary>
    /// <returns>The question.</returns>
    protected virtual Request GetRequest() => default;

    /// <summary>A server has answered. Override it to look at the answer, and call <see cref="RaiseServerFound"/> for those to be shown.</summary>
    /// <param name="response">What it said: nothing in it is proved.</param>
    /// <param name="endpoint">From where.</param>
    protected abstract void ProcessResponse(Response response, IPEndPoint endpoint);

    /// <summary>Reads what a server answers. Override it where the type's own reader throws on bad bytes and that is too slow.</summary>
    /// <param name="reader">Stands behind the handshake.</param>
    /// <param name="response">What it says.</param>
    /// <returns>False when it cannot be read.</returns>
    protected virtual bool TryReadResponse(NetworkReader reader, out Response response) => TryRead(out response);

    private void UpdateClient(double now)
    {
        if (_search is not { } line) return;
        if (NetworkClient.isConnected)
        {
            StopClient();
            return;
        }
        line.BeginTick(now);
        while (_search == line && line.TryReceive(_datagram, _from, now, out int bytes)) OnResponse(_datagram.AsSpan(0, bytes), now);
        if (_search == line && enableActiveDiscovery) AskIfDue(now);
        if (line.HasGivenUp && _search == line) StopClient();
    }

    private void AskIfDue(double now)
    {
        if (now < _askAt) return;
        _askAt = now + Math.Clamp(ActiveDiscoveryInterval, LeastInterval, LongestInterval);
        BroadcastDiscoveryRequest();
    }

    private void OnResponse(ReadOnlySpan<byte> datagram, double now)
    {
        if (!_responses!.TryEnter(datagram, secretHandshake, _from, now, out IPEndPoint source)) return;
        _reader.SetBuffer(new ArraySegment<byte>(_datagram, DiscoveryGate.HandshakeBytes, datagram.Length - DiscoveryGate.HandshakeBytes));
        if (TryReadResponse(_reader, out Response response)) Guard(ProcessResponse, response, source, nameof(ProcessResponse));
        else Drops.Count(DiscoveryDropReason.Unreadable);
    }

    private IEnumerable<IPEndPoint> Everybody()
    {
        if (BroadcastAddress.Length == 0) return Sockets.BroadcastAddresses.Select(address => new IPEndPoint(address, serverBroadcastListenPort));
        if (!IPAddress.TryParse(BroadcastAddress, out IPAddress? given))
            throw new InvalidOperationException($"BroadcastAddress is '{BroadcastAddress}', which is no IPv4 address. Leave it empty to ask everybody.");
        return [new IPEndPoint(given, serverBroadcastListenPort)];
    }

    private void StopClient()
    {
        _search?.Dispose();
        _search = null;
    }
}
