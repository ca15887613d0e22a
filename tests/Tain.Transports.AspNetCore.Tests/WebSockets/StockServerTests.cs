using System.Net.WebSockets;
using Tain.Transports.Contract;

namespace Tain.Transports.WebSockets;

/// <summary>Our client at a server that takes no more than Mirror's does.</summary>
public sealed class StockServerTests : IDisposable
{
    private readonly StockServer _server = new();
    private readonly WebSocketSubject _time = new();
    private readonly ClientProbe _client = new(new WebSocketClientTransport().CreateClient());

    [Fact]
    public void PacketsOfAllLengthFormsAreSingleFramesThatItTakes()
    {
        Join();
        int[] sizes = [1, 2, 125, 126, 127, 1000, 16_383, 16_384];
        foreach (int size in sizes)
        {
            Assert.True(_client.Client.Send(new byte[size], Channel.Reliable));
            _server.Send(new byte[size]);
        }
        Assert.False(_client.Client.Send([], Channel.Reliable));
        Assert.False(_client.Client.Send(new byte[16_385], Channel.Reliable));
        WaitUntil(() => _server.Packets.Count == sizes.Length && _client.Data.Count() == sizes.Length, "all packets are through");

        Assert.Equal(sizes, _server.Packets.Select(packet => packet.Length));
        Assert.Equal(sizes, _client.Data.Select(pulled => pulled.Data.Length));
        Assert.Empty(_server.Offences);
    }

    [Fact]
    public void ADisconnectDoesNotWaitForTheCloseThatIsNeverAnswered()
    {
        Join();
        Assert.True(_client.Client.Send([9], Channel.Reliable));
        _client.Client.Disconnect();
        _client.Tick();
        Assert.Single(_client.Of(TransportEventKind.Disconnected));   // at once for the game

        WaitUntil(() => _server.IsLeft, "the stream is closed");
        Assert.Equal([1000], _server.Closes);
        Assert.Equal([9], _server.Packets.Single());
        Assert.Empty(_server.Offences);
        Assert.Empty(_client.Of(TransportEventKind.Error));
    }

    [Fact]
    public void BeingThrownOutWithoutAWordIsAnEndAndNoError()
    {
        Join();
        _server.Send([1]);
        _server.Drop();
        WaitUntil(() => _client.Of(TransportEventKind.Disconnected).Any(), "the client sees the end");
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data, TransportEventKind.Disconnected], _client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void AfterAnEndTheSameClientJoinsAgain()
    {
        Join();
        _server.Drop();
        WaitUntil(() => _client.Of(TransportEventKind.Disconnected).Any(), "the client sees the end");
        using var second = new StockServer();
        _client.Client.Connect(second.Uri);
        WaitUntil(second.TryAccept, "the client asks again");
        WaitUntil(() => _client.Client.IsConnected, "it is connected again");
    }

    // .NET's default is an unasked Pong every 30 s, at which Mirror's server ends the connection. Too long to wait for in a test, so the setting is looked at.
    [Fact]
    public void NothingIsEverSentUnasked()
    {
        using ClientWebSocket socket = new WebSocketClient(new WebSocketClientTransport()).CreateSocket(new Uri("ws://game.example"));
        Assert.Equal(TimeSpan.Zero, socket.Options.KeepAliveInterval);
        Assert.Null(socket.Options.DangerousDeflateOptions);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _time.Dispose();
    }

    private void Join()
    {
        _client.Client.Connect(_server.Uri);
        WaitUntil(_server.TryAccept, "the client asks");
        WaitUntil(() => _client.Client.IsConnected, "the client is connected");
    }

    private void WaitUntil(Func<bool> condition, string expectation)
    {
        _time.BeginWait();
        while (!condition())
        {
            _client.Tick();
            _server.Tick();
            Assert.True(_time.Step(), $"Waited in vain until {expectation}; the client saw {string.Join("; ", _client.Events.TakeLast(3))}.");
        }
    }
}
