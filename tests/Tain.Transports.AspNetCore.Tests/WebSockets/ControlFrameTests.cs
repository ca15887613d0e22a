using System.Buffers.Binary;
using System.Net.WebSockets;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>Control frames: a standard peer may use them, and the server sends them only when told to, because Mirror's clients cannot take them.</summary>
public class ControlFrameTests
{
    [Fact]
    [Trait("Attack", "W-08")]
    public void APingIsAnsweredAndAPongIsIgnoredEvenBetweenFragments()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);

        peer.Send(
        [
            .. new Frame(Frame.Binary, [1], Fin: false).ToBytes(), .. new Frame(Frame.Ping, [7, 8]).ToBytes(), .. new Frame(Frame.Pong, []).ToBytes(),
            .. new Frame(Frame.Continuation, [2]).ToBytes(),
        ]);
        Frame pong = rig.AwaitFrame(peer);
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(id).Any(), "the message arrives");

        Assert.Equal((Frame.Pong, "0708"), (pong.Opcode, Convert.ToHexString(pong.Payload)));
        Assert.Equal([1, 2], rig.Server.DataFrom(id).Single().Data);
    }

    [Theory]
    [InlineData(new byte[] { 0x03, 0xE8 })]
    [InlineData(new byte[0])]
    [Trait("Attack", "W-11")]
    public void ACloseIsAnsweredAtOnceAndIsNoError(byte[] payload)
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);

        peer.Send(new Frame(Frame.Close, payload).ToBytes());
        Frame answer = rig.AwaitFrame(peer);
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any() && Closed(peer), "both sides see the end");

        Assert.Equal((Frame.Close, 1000), (answer.Opcode, BinaryPrimitives.ReadUInt16BigEndian(answer.Payload)));
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
        Assert.Empty(rig.Log.Lines);
        Assert.Equal(id, rig.Server.Of(TransportEventKind.Disconnected).Single().ConnectionId);
    }

    [Fact]
    [Trait("Attack", "W-11")]
    public void AKickedMirrorClientThatNeverAnswersTheCloseIsCutOffSoon()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);

        rig.Server.Server.Send(id, [1, 2, 3], Channel.Reliable);
        rig.Server.Server.Disconnect(id);
        rig.Bench.WaitUntil(() => Closed(peer), "the stream is closed");

        List<Frame> frames = Frame.ParseAll(peer.Received);
        Assert.Equal([Frame.Binary, Frame.Close], frames.Select(frame => frame.Opcode));
        Assert.True(frames[1].Payload.Length >= 2, "An empty Close frame is an error for Mirror.");
    }

    [Fact]
    public void PingsAreSentWhenAskedForAndAPongIsASignOfLife()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport
        {
            Port = 0,
            ListenAddress = usual.ListenAddress,
            KeepAliveInterval = TimeSpan.FromMilliseconds(100),
            IdleTimeout = TimeSpan.FromSeconds(1),
        });
        using RawPeer deaf = rig.Upgrade(out int id);
        Assert.Equal(Frame.Ping, rig.AwaitFrame(deaf).Opcode);
        // .NET's own client answers pings. Its patience is its own: it sees no packet either.
        using var answering = new ClientProbe(new WebSocketClientTransport().CreateClient());
        rig.Bench.Ticked.Add(answering);
        rig.Bench.ConnectAndWait(answering);

        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the deaf peer is given up");

        Assert.Equal(id, rig.Server.Of(TransportEventKind.Disconnected).Single().ConnectionId);
        Assert.True(answering.Client.IsConnected);
    }

    [Fact]
    [Trait("Attack", "W-08")]
    [Trait("Attack", "W-11")]
    public async Task AStandardClientWithItsDefaultKeepAliveStays()
    {
        using var rig = new WebSocketRig();
        using var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);   // unasked Pongs
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{rig.Port}/"), CancellationToken.None);
        rig.Bench.WaitUntil(() => rig.Server.Connected.Any(), "it is connected");

        await client.SendAsync(new byte[] { 5 }, WebSocketMessageType.Binary, true, CancellationToken.None);
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Data).Any(), "its packet arrives");
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);   // hangs unless the server answers the Close
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "it left");

        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
    }

    private static bool Closed(RawPeer peer)
    {
        peer.Pump();
        return peer.IsClosed;
    }
}
