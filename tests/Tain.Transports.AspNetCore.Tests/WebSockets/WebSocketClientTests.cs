using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>The client against servers that are slow, strange or hostile.</summary>
public sealed class WebSocketClientTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly WebSocketSubject _time = new();

    public WebSocketClientTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public void AServerThatSendsTextIsLeft()
    {
        using ClientProbe client = Connect(new WebSocketClientTransport { LoggerFactory = Log });
        using RawPeer server = Accept(client);
        server.Send(new Frame(Frame.Text, [65], Masked: false).ToBytes());

        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "the client leaves");

        Assert.Equal(TransportError.InvalidReceive, client.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Single(Log.Lines);
        Assert.False(client.Client.IsConnected);
    }

    [Fact]
    public void AServerThatNeverAnswersTheUpgradeIsGivenUp()
    {
        using ClientProbe client = Connect(new WebSocketClientTransport { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "the attempt ends");
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Timeout, client.Events[0].ErrorCode);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n")]
    [InlineData("what do you want?\r\n\r\n")]
    public void AServerThatAnswersSomethingElseIsNoServer(string answer)
    {
        using ClientProbe client = Connect(new WebSocketClientTransport());
        using var server = new RawPeer(_listener.AcceptSocket());
        WaitUntil(client, () => server.TryTakeThrough("\r\n\r\n", out _), "the client asks");
        server.Send(answer);

        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "the attempt ends");

        Assert.Equal(TransportError.Refused, client.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Empty(client.Of(TransportEventKind.Connected));
    }

    [Fact]
    public void AnAttemptThatIsCalledOffEndsInOneDisconnect()
    {
        using ClientProbe client = Connect(new WebSocketClientTransport());
        using var server = new RawPeer(_listener.AcceptSocket());
        client.Client.Disconnect();

        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any() && Closed(server), "the attempt ends on both sides");

        Assert.Equal([TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void AnUnknownHostIsADnsError()
    {
        using var client = new ClientProbe(new WebSocketClientTransport().CreateClient());
        client.Client.Connect(new Uri("ws://no-such-host.invalid/"));
        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any(), "the attempt ends");
        Assert.Equal(TransportError.DnsResolve, client.Of(TransportEventKind.Error).Single().ErrorCode);
    }

    [Fact]
    public void AServerThatFallsSilentIsLeft()
    {
        var clock = new ManualClock();
        using ClientProbe client = Connect(new WebSocketClientTransport { TimeProvider = clock });
        using RawPeer server = Accept(client);
        clock.Advance(TimeSpan.FromSeconds(21));

        WaitUntil(client, () => client.Of(TransportEventKind.Disconnected).Any() && Closed(server), "the client leaves");

        Assert.Equal(TransportError.Timeout, client.Of(TransportEventKind.Error).Single().ErrorCode);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _time.Dispose();
    }

    private LogBook Log { get; } = new();

    private ClientProbe Connect(WebSocketClientTransport transport)
    {
        var client = new ClientProbe(transport.CreateClient());
        client.Client.Connect(new Uri($"ws://127.0.0.1:{Port}/"));
        return client;
    }

    // Plays the server's side of the upgrade and waits until the client has seen it.
    private RawPeer Accept(ClientProbe client)
    {
        var server = new RawPeer(_listener.AcceptSocket());
        string head = "";
        WaitUntil(client, () => server.TryTakeThrough("\r\n\r\n", out head), "the client asks");
        string accept = HttpHead.AcceptValue(new HttpHead(head)["Sec-WebSocket-Key"]);
        server.Send($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
        WaitUntil(client, () => client.Client.IsConnected, "the client is connected");
        return server;
    }

    private void WaitUntil(ClientProbe client, Func<bool> condition, string expectation)
    {
        _time.BeginWait();
        while (!condition())
        {
            client.Tick();
            Assert.True(_time.Step(), $"Waited in vain until {expectation}; the client saw {string.Join("; ", client.Events.TakeLast(3))}.");
        }
    }

    private static bool Closed(RawPeer peer)
    {
        peer.Pump();
        return peer.IsClosed;
    }
}
