using System.Buffers.Binary;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>Peers that break the protocol after a good upgrade: each is the only one to go, with one line in the log.</summary>
public class BadPeerTests
{
    private const int Limit = 16_384;

    public static TheoryData<string, byte[], int> Offences => new()
    {
        { "text message", new Frame(Frame.Text, "hello"u8.ToArray()).ToBytes(), 1003 },
        { "empty message", new Frame(Frame.Binary, []).ToBytes(), 1008 },
        { "message over the limit", new Frame(Frame.Binary, new byte[Limit + 1]).ToBytes(), 1009 },
        { "fragments over the limit", Fragments(Limit + 1), 1009 },
        { "frame without mask", new Frame(Frame.Binary, new byte[20], Masked: false).ToBytes(), 1002 },
        { "reserved bit", new Frame(Frame.Binary, [1, 2], ReservedBits: 4).ToBytes(), 1002 },
        { "unknown opcode", new Frame(3, [1, 2]).ToBytes(), 1002 },
        { "continuation of nothing", new Frame(Frame.Continuation, [1, 2]).ToBytes(), 1002 },
        { "length of 2^63", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 1002 },
        { "fragmented ping", new Frame(Frame.Ping, [1], Fin: false).ToBytes(), 1002 },
        { "close of one byte", new Frame(Frame.Close, [1]).ToBytes(), 1002 },
    };

    [Theory]
    [MemberData(nameof(Offences))]
    [Trait("Attack", "W-08")]
    [Trait("Attack", "W-09")]
    [Trait("Attack", "W-12")]
    [Trait("Attack", "W-14")]
    public void AnOffenderIsDisconnectedAlone(string offence, byte[] bytes, int status)
    {
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer peer = rig.Upgrade(out int id);

        peer.Send(bytes);
        PulledEvent error = rig.AwaitErrorOf(id, other);

        Assert.Equal((id, TransportError.InvalidReceive), (error.ConnectionId, error.ErrorCode));
        string line = Assert.Single(rig.Log.Lines);
        Assert.Contains($"connection {id} with 127.0.0.1 ended", line, StringComparison.Ordinal);
        Frame close = rig.AwaitFrame(peer);
        Assert.True(close.Opcode == Frame.Close, $"A {offence} is answered with a Close frame.");
        Assert.Equal(status, BinaryPrimitives.ReadUInt16BigEndian(close.Payload));
        rig.Bench.WaitUntil(() => Closed(peer), "the stream is closed");
    }

    [Fact]
    public void PacketsBeforeTheOffenceStillCount()
    {
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer peer = rig.Upgrade(out int id);

        peer.Send([.. new Frame(Frame.Binary, [1]).ToBytes(), .. new Frame(Frame.Binary, [2]).ToBytes(), .. new Frame(Frame.Text, [3]).ToBytes()]);
        rig.AwaitErrorOf(id, other);

        Assert.Equal([[1], [2]], rig.Server.DataFrom(id).Select(pulled => pulled.Data));
        Assert.Equal(
            [TransportEventKind.Connected, TransportEventKind.Data, TransportEventKind.Data, TransportEventKind.Error, TransportEventKind.Disconnected],
            rig.Server.Events.Where(pulled => pulled.ConnectionId == id).Select(pulled => pulled.Kind));
    }

    [Fact]
    [Trait("Attack", "W-09")]
    public void AMessageInAsManyFragmentsAsItHasBytesIsFine()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);

        peer.Send(Fragments(Limit));
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(id).Any(), "the message is put together");

        Assert.Equal(Limit, rig.Server.DataFrom(id).Single().Data.Length);
    }

    [Fact]
    [Trait("Attack", "W-10")]
    public void LengthsAroundALimitBeyond16BitsAreTakenUpToTheLimit()
    {
        const int Far = 100_000;
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, MaxMessageBytes = Far, LoggerFactory = usual.LoggerFactory });
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer peer = rig.Upgrade(out int id);
        for (int length = Far - 10; length <= Far; length++) peer.Send(new Frame(Frame.Binary, [.. Enumerable.Range(length, length).Select(i => (byte)i)]).ToBytes());
        rig.Bench.WaitUntil(() => { peer.Pump(); return rig.Server.DataFrom(id).Count() == 11; }, "all lengths up to the limit arrive");
        Assert.All(rig.Server.DataFrom(id), pulled => Assert.Equal(Enumerable.Range(pulled.Data.Length, pulled.Data.Length).Select(i => (byte)i), pulled.Data));
        Assert.True(rig.Server.Server.Send(id, new byte[Far], Channel.Reliable));
        rig.Bench.WaitUntil(() => { peer.Pump(); return peer.Received.Length == Far + 10; }, "and the other way too");

        peer.Send(new Frame(Frame.Binary, new byte[Far + 1]).ToBytes());
        Assert.Equal(TransportError.InvalidReceive, rig.AwaitErrorOf(id, other).ErrorCode);
    }

    [Theory]
    [InlineData("0000000080000000")]
    [InlineData("00000000FFFFFFFF")]
    [InlineData("0000000100000000")]
    [InlineData("7FFFFFFFFFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [Trait("Attack", "W-10")]
    public void AnAnnouncedLengthReservesNothing(string length)
    {
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer peer = rig.Upgrade(out int id);
        long before = GC.GetTotalAllocatedBytes();
        peer.Send([0x82, 0xFF, .. Convert.FromHexString(length), 1, 2, 3, 4, .. new byte[20_000]]);
        Assert.Equal((id, TransportError.InvalidReceive), (rig.AwaitErrorOf(id, other).ConnectionId, rig.Server.Of(TransportEventKind.Error).Single().ErrorCode));
        // Tests run beside this one; a reserved length would be two gigabytes at least.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
    }

    [Fact]
    public void APeerThatFallsSilentIsGivenUp()
    {
        using var rig = new WebSocketRig();
        using RawPeer silent = rig.Upgrade(out int id);
        rig.Clock.Advance(TimeSpan.FromSeconds(15));
        ClientProbe other = rig.Bench.AddConnectedClient();
        rig.Bench.Settle(other);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));

        rig.Clock.Advance(TimeSpan.FromSeconds(6));
        PulledEvent error = rig.AwaitErrorOf(id, other);

        Assert.Equal(TransportError.Timeout, error.ErrorCode);
        Assert.Single(rig.Log.Lines);
    }

    [Fact]
    public void AMessageThatTricklesInIsSilence()
    {
        using var rig = new WebSocketRig();
        using RawPeer trickling = rig.Upgrade(out int id);
        byte[] frame = new Frame(Frame.Binary, new byte[100]).ToBytes();
        for (int i = 0; i < 21; i++)
        {
            trickling.Send([frame[i]]);
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            rig.Bench.Tick();
        }

        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the trickling peer is given up");
        Assert.Equal(TransportError.Timeout, rig.Server.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Equal(id, rig.Server.Of(TransportEventKind.Disconnected).Single().ConnectionId);
    }

    [Fact]
    [Trait("Attack", "W-06")]
    public void AFloodIsHeldBackWhileNobodyPulls()
    {
        using var rig = new WebSocketRig();
        using RawPeer flooder = rig.Upgrade(out int id);
        byte[] frames = [.. Enumerable.Range(0, 1000).SelectMany(_ => new Frame(Frame.Binary, new byte[1000]).ToBytes())];
        int sent = 0;
        long before = -1;
        var subject = new WebSocketSubject();
        subject.BeginWait();

        // Until the stream takes nothing for a while: what it took lies in our queue and in the system's buffers.
        for (int idle = 0; idle < 2000; idle = flooder.SentBytes == before ? idle + 1 : 0)
        {
            before = flooder.SentBytes;
            if (flooder.SentBytes >= (long)sent * frames.Length && ++sent > 0) flooder.Send(frames);
            flooder.Pump();
            Assert.InRange(flooder.SentBytes, 0, 32L * 1024 * 1024);
            Assert.True(subject.Step(), "The flood did not come to a halt.");
        }
        rig.Clock.Advance(TimeSpan.FromMinutes(1));   // not reading is our doing, so it is no silence
        rig.Server.Server.Flush();

        rig.Bench.WaitUntil(() => { flooder.Pump(); return rig.Server.DataFrom(id).Count() >= sent * 1000; }, "everything arrives once somebody pulls");
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
        flooder.Send(new Frame(Frame.Binary, [9]).ToBytes());
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(id).Last().Data.Length == 1, "and it goes on");
    }

    private static byte[] Fragments(int count)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < count; i++) bytes.AddRange(new Frame(i == 0 ? Frame.Binary : Frame.Continuation, [(byte)i], Fin: i == count - 1).ToBytes());
        return [.. bytes];
    }

    private static bool Closed(RawPeer peer)
    {
        peer.Pump();
        return peer.IsClosed;
    }
}
