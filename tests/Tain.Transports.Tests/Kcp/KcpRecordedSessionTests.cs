using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>A whole session of the real Mirror, recorded from the network, through our endpoints.</summary>
public class KcpRecordedSessionTests
{
    [Theory]
    [InlineData("client to server")]
    [InlineData("server to client")]
    public void EveryDatagramIsParsedToItsLastByte(string direction)
    {
        byte[][] datagrams = [.. Datagrams(direction)];
        Assert.NotEmpty(datagrams);
        foreach (byte[] datagram in datagrams)
        {
            Assert.InRange(datagram.Length, KcpWire.EnvelopeBytes + 1, KcpWire.DefaultMtu);
            ReadOnlySpan<byte> payload = datagram.AsSpan(KcpWire.EnvelopeBytes);
            if (datagram[0] == KcpWire.UnreliableChannel)
            {
                Assert.Contains(payload[0], new[] { KcpWire.UnreliableData, KcpWire.UnreliableDisconnect });
                continue;
            }
            Assert.Equal(KcpWire.ReliableChannel, datagram[0]);
            while (payload.Length > 0)
            {
                Assert.Equal(KcpInputResult.None, KcpSegmentHeader.TryRead(payload, out KcpSegmentHeader header));
                payload = payload[(KcpSegmentHeader.SizeBytes + header.PayloadBytes)..];
            }
        }
    }

    [Theory]
    [InlineData("client to server", false)]
    [InlineData("server to client", true)]
    public void TheBatchesAreThoseThatTheDatagramsCarry(string direction, bool fromServer)
    {
        string[] reliable = [.. ReliableMessages(direction).Where(message => message[0] == KcpWire.Data).Select(message => Convert.ToHexString(message[1..]))];
        string[] unreliable =
        [
            .. Datagrams(direction)
                .Where(datagram => datagram[0] == KcpWire.UnreliableChannel && datagram[KcpWire.EnvelopeBytes] == KcpWire.UnreliableData)
                .Select(datagram => Convert.ToHexString(datagram[(KcpWire.EnvelopeBytes + 1)..])),
        ];
        List<RecordedBatch> batches = RecordedKcpSession.ReadBatches();

        string[] Read(Channel channel) =>
            [.. batches.Where(batch => batch.FromServer == fromServer && batch.Channel == channel).Select(batch => Convert.ToHexString(batch.Bytes))];

        Assert.NotEmpty(reliable);
        Assert.NotEmpty(unreliable);
        Assert.Equal(reliable, Read(Channel.Reliable));
        Assert.Equal(unreliable, Read(Channel.Unreliable));
        Assert.All(batches, batch => Assert.InRange(batch.Bytes.Length, sizeof(double) + 1, 1_194));
    }

    private static IEnumerable<byte[]> Datagrams(string direction) => Vectors.Load("session-kcp.json").GetProperty("packets").EnumerateArray()
        .Where(packet => packet.Text("direction") == direction).Select(packet => packet.Hex("hex"));

    // Put together here by number and fragment, without the code under test.
    private static IEnumerable<byte[]> ReliableMessages(string direction)
    {
        var pieces = new SortedDictionary<uint, (byte After, byte[] Payload)>();
        foreach (byte[] datagram in Datagrams(direction).Where(datagram => datagram[0] == KcpWire.ReliableChannel))
        {
            for (int at = KcpWire.EnvelopeBytes; at < datagram.Length;)
            {
                uint number = BitConverter.ToUInt32(datagram, at + 12);
                int length = BitConverter.ToInt32(datagram, at + 20);
                if (datagram[at + 4] == (byte)KcpCommand.Push) pieces[number] = (datagram[at + 5], datagram[(at + 24)..(at + 24 + length)]);
                at += 24 + length;
            }
        }
        Assert.Equal(Enumerable.Range(0, pieces.Count).Select(number => (uint)number), pieces.Keys);
        var message = new List<byte>();
        foreach ((byte after, byte[] payload) in pieces.Values)
        {
            message.AddRange(payload);
            if (after != 0) continue;
            yield return [.. message];
            message.Clear();
        }
    }
}
