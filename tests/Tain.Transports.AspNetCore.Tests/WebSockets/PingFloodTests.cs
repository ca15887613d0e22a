using Tain.Transports.Contract;
using Tain.Transports.Handshakes;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>Much that carries no packet (W-08): it is held back, while packets pass as fast as they are pulled.</summary>
[Trait("Attack", "W-08")]
[Collection(CrowdCollection.Name)]
public class PingFloodTests
{
    private const int LongestPing = 125;

    [Fact]
    public void AFloodOfPingsIsReadNoFasterThanItsShare()
    {
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        using RawPeer flooder = rig.Upgrade(out int id);
        byte[] pings = Repeat(new Frame(Frame.Ping, new byte[LongestPing]), 4000);
        flooder.Send(pings);

        // The clock stands still, so no allowance comes back: what is answered is the burst and what was read with it.
        int answered = AwaitQuiet(rig, flooder);
        Assert.InRange(answered, 1, 2 * ThrottledStream.BurstBytes / LongestPing);
        rig.Bench.Settle(other);

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Bench.WaitUntil(() => Answers(flooder) > answered, "it goes on after a while");
        int later = AwaitQuiet(rig, flooder);
        Assert.InRange(later - answered, 1, 2 * ThrottledStream.BytesPerSecond / LongestPing);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
        rig.Server.Server.Disconnect(id);
        rig.Bench.WaitUntil(() => { flooder.Pump(); return flooder.IsClosed; }, "and it can be thrown out meanwhile");
    }

    [Fact]
    public void EmptyFragmentsWithoutEndAreHeldBackAndGivenUpAsSilence()
    {
        using var rig = new WebSocketRig();
        using RawPeer flooder = rig.Upgrade(out int id);
        flooder.Send(new Frame(Frame.Binary, [1], Fin: false).ToBytes());
        flooder.Send(Repeat(new Frame(Frame.Continuation, [], Fin: false), 100_000));
        long before = -1;
        rig.Bench.WaitUntil(
            () =>
            {
                bool isQuiet = flooder.SentBytes == before;
                before = flooder.SentBytes;
                flooder.Pump();
                return isQuiet;
            },
            "the flood comes to a halt");

        rig.Clock.Advance(TimeSpan.FromSeconds(21));
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "it is given up");

        Assert.Equal((id, TransportError.Timeout), (rig.Server.Of(TransportEventKind.Error).Single().ConnectionId, rig.Server.Of(TransportEventKind.Error).Single().ErrorCode));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(16_384)]
    public void PacketsAreNotHeldBackWhateverTheirSize(int bytes)
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);
        int count = Math.Clamp(4 * 1024 * 1024 / bytes, 1, 40_000);   // far more than the burst, and the clock stands still
        byte[] frame = new Frame(Frame.Binary, new byte[bytes]).ToBytes();
        for (int i = 0; i < count; i += 500) peer.Send(Repeat(frame, Math.Min(500, count - i)));

        int arrived = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                peer.Pump();
                arrived += rig.Server.DataFrom(id).Count();
                rig.Server.Events.Clear();
                return arrived == count;
            },
            "all packets are there");
    }

    [Fact]
    public void AMessageInOneByteFragmentsIsNotHeldBack()
    {
        using var rig = new WebSocketRig();
        using RawPeer peer = rig.Upgrade(out int id);
        byte[] fragments = [.. Enumerable.Range(0, 16_384).SelectMany(i => new Frame(i == 0 ? Frame.Binary : Frame.Continuation, [(byte)i], Fin: i == 16_383).ToBytes())];
        for (int i = 0; i < 5; i++) peer.Send(fragments);
        rig.Bench.WaitUntil(
            () =>
            {
                peer.Pump();
                return rig.Server.DataFrom(id).Count() == 5;
            },
            "all messages are put together");
    }

    private static byte[] Repeat(Frame frame, int count) => Repeat(frame.ToBytes(), count);

    private static byte[] Repeat(byte[] bytes, int count)
    {
        byte[] all = new byte[bytes.Length * count];
        for (int i = 0; i < count; i++) bytes.CopyTo(all, i * bytes.Length);
        return all;
    }

    private static int Answers(RawPeer peer)
    {
        peer.Pump();
        return peer.Received.Length / (LongestPing + 2);
    }

    // Until nothing has come for a quarter of a second.
    private static int AwaitQuiet(WebSocketRig rig, RawPeer peer)
    {
        int seen = -1;
        long quietSince = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                int now = Answers(peer);
                if (now != seen) quietSince = TimeProvider.System.GetTimestamp();
                seen = now;
                return seen > 0 && TimeProvider.System.GetElapsedTime(quietSince) > TimeSpan.FromMilliseconds(250);
            },
            "the answers come to a halt");
        return seen;
    }
}
