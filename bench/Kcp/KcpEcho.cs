using Tain.Transports;

namespace Tain.Bench;

/// <summary>A KCP server and its clients over loopback.</summary>
internal sealed class KcpEcho : IEcho
{
    private const int TickMs = 10;
    private readonly ManualClock _clock = new();
    private readonly TransportServer _server;
    private readonly TransportClient[] _clients;
    private readonly byte[] _packet;
    private readonly Channel _channel;

    public KcpEcho(int clients, int bytes, Channel channel)
    {
        _channel = channel;
        _packet = new byte[bytes];
        var transport = new KcpTransport { Port = 0, DualMode = false, TimeProvider = _clock };
        _server = transport.CreateServer();
        _server.Start();
        var uri = new Uri($"kcp://127.0.0.1:{_server.Uri.Port}");
        _clients = [.. Enumerable.Range(0, clients).Select(_ => transport.CreateClient())];
        foreach (TransportClient client in _clients) client.Connect(uri);
        for (int i = 0; i < 1_000 && !_clients.All(client => client.IsConnected); i++) Tick();
        if (!_clients.All(client => client.IsConnected)) throw new InvalidOperationException("Not all clients have connected.");
    }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    public void Tick()
    {
        foreach (TransportClient client in _clients)
        {
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) Received++;
            }
            if (client.IsConnected && client.Send(_packet, _channel)) Sent++;
            client.Flush();
        }
        while (_server.TryReceive(out TransportEvent received))
        {
            if (received.Kind != TransportEventKind.Data) continue;
            Received++;
            if (_server.Send(received.ConnectionId, received.Data, received.Channel)) Sent++;
        }
        _server.Flush();
        _clock.AdvanceMs(TickMs);
    }

    public void Dispose()
    {
        foreach (TransportClient client in _clients) client.Dispose();
        _server.Dispose();
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void AdvanceMs(int milliseconds) => _ticks += milliseconds * TimeSpan.TicksPerMillisecond;
    }
}
