using Tain.Transports.Contract;

namespace Tain.Transports.Encryption;

/// <summary>
/// Whole endpoints with somebody on the line who changes, cuts, repeats and invents packets, from a seed: nothing throws out of an endpoint, each side sees one end at most and
/// nothing after it, and no byte is delivered that the other side did not send.
/// </summary>
public class EncryptionFuzzTests
{
    private const int PacketBytes = 8;

    [Theory]
    [InlineData(0, 150)]
    [InlineData(150, 300)]
    [Trait("Attack", "E-04")]
    public void NothingThrowsAndNothingForeignIsDelivered(int firstSeed, int lastSeed)
    {
        int connected = 0;
        for (int seed = firstSeed; seed < lastSeed; seed++)
        {
            var random = new Random(seed);
            // From a line that is mostly left alone to one where hardly a packet arrives as it was.
            int mischiefPercent = seed % 5 * 10;
            using var line = new TappedLine();
            line.Tap = (fromClient, bytes) => Tamper(line, random, mischiefPercent, fromClient, bytes);
            line.Connect();
            for (int i = 0; i < 60; i++)
            {
                Speak(line, random);
                line.Run(10);
            }
            // Longer than both waiting states last.
            line.Tap = (_, _) => null;
            line.Run(200);

            if (line.Client.Of(TransportEventKind.Connected).Any()) connected++;
            AssertProper(line.Client.Events, seed);
            AssertProper(line.Server.Events, seed);
            if (mischiefPercent == 0) Assert.Empty(line.Client.Of(TransportEventKind.Error).Concat(line.Server.Of(TransportEventKind.Error)));
        }
        Assert.InRange(connected, (lastSeed - firstSeed) / 4, lastSeed - firstSeed);
    }

    // What is sent says of itself whether it is whole: the second half repeats the first.
    private static void Speak(TappedLine line, Random random)
    {
        byte[] packet = new byte[PacketBytes];
        random.NextBytes(packet.AsSpan(0, PacketBytes / 2));
        packet.AsSpan(0, PacketBytes / 2).CopyTo(packet.AsSpan(PacketBytes / 2));
        var channel = (Channel)random.Next(2);
        foreach (int id in line.Server.Connected) line.Server.Server.Send(id, packet, channel);
        line.Client.Client.Send(packet, channel);
    }

    private static byte[]? Tamper(TappedLine line, Random random, int mischiefPercent, bool fromClient, byte[] bytes)
    {
        if (random.Next(100) >= mischiefPercent) return bytes;
        switch (random.Next(8))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..random.Next(1, bytes.Length + 1)];
            case 2:
                return [.. bytes, .. new byte[random.Next(1, 40)]];
            case 3:
                bytes[0] = (byte)random.Next(7);
                return bytes;
            case 4:
                byte[] noise = new byte[random.Next(1, 200)];
                random.NextBytes(noise);
                return noise;
            case 5:
                return null;
            case 6:
                // An old one instead, of either direction.
                return line.Seen[random.Next(line.Seen.Count)].Bytes;
            default:
                (byte[] again, Channel channel) = (line.Seen[random.Next(line.Seen.Count)].Bytes, (Channel)random.Next(2));
                if (fromClient) line.InjectToServer(again, channel);
                else line.InjectToClient(again, channel);
                return bytes;
        }
    }

    private static void AssertProper(List<PulledEvent> events, int seed)
    {
        int ends = events.Count(pulled => pulled.Kind == TransportEventKind.Disconnected);
        Assert.True(ends <= 1, $"Seed {seed}: it ended {ends} times.");
        if (ends == 1) Assert.True(events[^1].Kind == TransportEventKind.Disconnected, $"Seed {seed}: {events[^1]} came after the end.");
        Assert.True(events.Count(pulled => pulled.Kind == TransportEventKind.Error) <= 1, $"Seed {seed}: more than one error.");
        foreach (PulledEvent pulled in events.Where(pulled => pulled.Kind == TransportEventKind.Data))
        {
            Assert.Equal(PacketBytes, pulled.Data.Length);
            Assert.Equal(pulled.Data[..(PacketBytes / 2)], pulled.Data[(PacketBytes / 2)..]);
        }
    }
}
