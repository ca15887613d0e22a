using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>
/// Two bare reliability cores on a scripted link, as recorded from kcp2k: the same sends at the same times must make the same datagrams in the same milliseconds,
/// and leave the same state.
/// </summary>
public class KcpCoreVectorTests
{
    private const string File = "kcp.json";
    private const int DeadLink = 20;

    public static IEnumerable<object[]> Cases => Vectors.CaseNames(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryDatagramIsTheRecordedOne(string name)
    {
        JsonElement recorded = Vectors.Case(File, name);
        KcpSettings settings = ReadSettings(recorded.GetProperty("settings"));
        var sides = new Dictionary<string, Side> { ["a"] = new(settings), ["b"] = new(settings) };
        JsonElement[] events = [.. recorded.GetProperty("events").EnumerateArray()];
        var outputs = events.Where(one => one.Text("event") == "output").ToDictionary(one => one.Number("number"), one => one.Hex("hex"));

        int next = 0;
        for (int now = 0; now <= recorded.Number("endedAt"); now += recorded.Number("updateEveryMs"))
        {
            var expected = new List<string>();
            var actual = new List<string>();
            for (; next < events.Length && events[next].Number("at") == now; next++) Replay(events[next], sides, outputs, expected, actual);
            foreach ((string side, Side kcp) in sides)
            {
                kcp.Core.Update(new KcpTime((uint)now), kcp.Buffer, headroomBytes: 0);
                actual.AddRange(kcp.Sent.Select(hex => $"output {side} {hex}"));
                kcp.Sent.Clear();
            }
            Assert.True(expected.SequenceEqual(actual), $"At {now} ms expected\n{string.Join('\n', expected)}\nbut got\n{string.Join('\n', actual)}");
        }

        Assert.Equal(events.Length, next);
        foreach ((string side, Side kcp) in sides) AssertState(recorded.GetProperty(side), kcp.Core);
    }

    [Fact]
    public void AMessageOfMoreFragmentsThanFitTheirByteIsRefused()
    {
        var side = new Side(new KcpSettings());
        int most = side.Settings.MaxPayloadBytes * byte.MaxValue;
        Assert.True(side.Core.TrySend([], new byte[most]));
        Assert.False(side.Core.TrySend([], new byte[most + 1]));
    }

    private static void Replay(JsonElement one, Dictionary<string, Side> sides, Dictionary<int, byte[]> outputs, List<string> expected, List<string> actual)
    {
        switch (one.Text("event"))
        {
            case "send":
                int first = one.Number("at");
                byte[] message = [.. Enumerable.Range(0, one.Number("size")).Select(i => (byte)(i + first))];
                Assert.Equal(one.Number("result") == 0, sides[one.Text("side")].Core.TrySend([], message));
                break;
            case "input":
                Side side = sides[one.Text("side")];
                Assert.Equal(one.Number("result") == 0, side.Core.Input(outputs[one.Number("number")]) == KcpInputResult.None);
                actual.AddRange(side.ReceiveAll().Select(text => $"receive {one.Text("side")} {text}"));
                break;
            case "receive":
                expected.Add($"receive {one.Text("side")} {one.Number("size")} bytes from {one.Number("first")}");
                break;
            case "output":
                expected.Add($"output {one.Text("from")} {one.Text("hex")}");
                break;
            default:
                Assert.Fail($"The recording has an event that the replay does not know: {one}");
                break;
        }
    }

    private static void AssertState(JsonElement expected, KcpCore core)
    {
        Assert.Equal(expected.Number("waitSnd"), core.Sender.SegmentCount);
        Assert.Equal(expected.Number("state") != 0, core.Sender.IsLinkDead);
        Assert.Equal(expected.Number("rx_srtt"), core.RoundTrip.SmoothedMs);
        Assert.Equal(expected.Number("rx_rto"), core.RoundTrip.ResendTimeoutMs);
        Assert.Equal(expected.GetProperty("snd_una").GetUInt32(), core.Sender.FirstUnacknowledged.Value);
        Assert.Equal(expected.GetProperty("rcv_nxt").GetUInt32(), core.Receiver.Expected.Value);
        Assert.Equal(expected.Number("xmit"), core.Sender.TimeoutResends);
        Assert.Equal(expected.Number("cwnd"), core.Congestion.Segments);
    }

    private static KcpSettings ReadSettings(JsonElement settings) => new()
    {
        NoDelay = settings.Flag("noDelay"),
        IntervalMs = settings.Number("interval"),
        FastResend = settings.Number("fastResend"),
        CongestionControl = settings.Flag("congestionWindow"),
        SendWindow = settings.Number("sendWindow"),
        ReceiveWindow = settings.Number("receiveWindow"),
        SegmentRoomBytes = settings.Number("mtu"),
        MaxTransmissions = DeadLink,
    };

    private sealed class Side : IKcpOutput
    {
        public Side(KcpSettings settings)
        {
            Settings = settings;
            Buffer = new byte[settings.SegmentRoomBytes];
            Core = new KcpCore(settings, new KcpSegmentPool(settings.MaxPayloadBytes), this);
        }

        public KcpSettings Settings { get; }

        public byte[] Buffer { get; }

        public KcpCore Core { get; }

        public List<string> Sent { get; } = [];

        public void Output(Span<byte> datagram) => Sent.Add(Convert.ToHexStringLower(datagram));

        public IEnumerable<string> ReceiveAll()
        {
            while (Core.Receiver.NextMessageBytes is var bytes and >= 0)
            {
                byte[] message = new byte[bytes];
                Core.Receive(message);
                int first = bytes == 0 ? 0 : message[0];
                for (int i = 0; i < bytes; i++) Assert.Equal((byte)(first + i), message[i]);
                yield return $"{bytes} bytes from {first}";
            }
        }
    }
}
