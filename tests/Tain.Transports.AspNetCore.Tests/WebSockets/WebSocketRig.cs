using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>A started WebSocket server with a log book and a clock that a test moves, and raw sockets that speak to it.</summary>
internal sealed class WebSocketRig : IDisposable
{
    private readonly WebSocketSubject _subject;

    public WebSocketRig(Func<WebSocketTransport, WebSocketTransport>? change = null)
    {
        var usual = new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, LoggerFactory = Log, TimeProvider = Clock };
        _subject = new WebSocketSubject(change?.Invoke(usual) ?? usual);
        Bench = TransportBench.Started(_subject);
    }

    public LogBook Log { get; } = new();

    public ManualClock Clock { get; } = new();

    public TransportBench Bench { get; }

    public ServerProbe Server => Bench.Server;

    public int Port => Server.Server.Uri.Port;

    /// <summary>A raw socket that has sent an upgrade request and got this status line.</summary>
    public RawPeer Request(string request, out string statusLine)
    {
        RawPeer peer = RawPeer.Connect(Port);
        peer.Send(request);
        string line = "";
        Bench.WaitUntil(() => peer.TryTakeThrough("\r\n", out line) || peer.IsClosed, "the request is answered or closed");
        statusLine = line.TrimEnd();
        return peer;
    }

    /// <summary>A raw socket past a good upgrade, which the server has reported as connected.</summary>
    public RawPeer Upgrade(out int connectionId, params string[] headers)
    {
        int before = Server.Connected.Count();
        RawPeer peer = Request(HttpHead.Request(extra: headers), out string statusLine);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", statusLine);
        Bench.WaitUntil(() => peer.TryTakeThrough("\r\n\r\n", out _), "the answer is complete");
        Bench.WaitUntil(() => Server.Connected.Count() > before, "the server reports the connection");
        connectionId = Server.Connected.Last();
        return peer;
    }

    /// <summary>Waits until one connection has ended with an error, and makes sure that another client noticed nothing.</summary>
    public PulledEvent AwaitErrorOf(int connectionId, ClientProbe other)
    {
        Bench.WaitUntil(() => Server.Of(TransportEventKind.Disconnected).Any(pulled => pulled.ConnectionId == connectionId), "the bad peer is disconnected");
        Bench.Settle(other);
        Assert.Single(Server.Of(TransportEventKind.Disconnected));
        return Assert.Single(Server.Of(TransportEventKind.Error));
    }

    /// <summary>Waits for the next frame of a raw socket.</summary>
    public Frame AwaitFrame(RawPeer peer)
    {
        Frame? frame = null;
        Bench.WaitUntil(() => TryReadFrame(peer, out frame), "a frame arrives");
        return frame!;
    }

    public void Dispose()
    {
        Bench.Dispose();
        _subject.Dispose();
    }

    private static bool TryReadFrame(RawPeer peer, out Frame? frame)
    {
        peer.Pump();
        ReadOnlySpan<byte> received = peer.Received;
        return Frame.TryParse(ref received, out frame);
    }
}
