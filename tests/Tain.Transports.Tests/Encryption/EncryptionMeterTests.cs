using Tain.Transports.Metering;

namespace Tain.Transports.Encryption;

public class EncryptionMeterTests
{
    [Fact]
    public void HandshakesRefusalsAndReplaysAreCounted()
    {
        using var meters = new TestMeters();
        using (var line = new TappedLine(inner => new EncryptionTransport(inner) { Meters = meters }))
        {
            line.ConnectAndGreet();
            line.Client.Client.Send([1], Channel.Reliable);
            line.Run(20);
            byte[] replayed = line.From(client: true).Last();
            line.InjectToServer(replayed, Channel.Unreliable);
            line.InjectToServer(replayed, Channel.Unreliable);
            line.Run(20);
            line.InjectToServer([9], Channel.Unreliable);
            line.Run(20);
        }

        Assert.Equal(1, meters["tain.encryption.handshakes"]);
        Assert.Equal(1, meters["tain.encryption.key_exchanges"]);
        Assert.Equal(2, meters["tain.encryption.drops:Replay"]);
        Assert.Equal(1, meters["tain.encryption.refused:BadPacket"]);
        Assert.Equal(1, meters["tain.encryption.refused"]);
        Assert.Equal(["{connection}", "{exchange}", "{handshake}", "{packet}"], meters.Units.Values.Order());
    }

    [Fact]
    public void AFloodOfBadPeersIsOneLineInTheLog()
    {
        using var line = new TappedLine { Tap = (_, _) => null };
        for (int i = 0; i < 20; i++)
        {
            line.Connect();
            line.Run(20);
            line.InjectToServer([9], Channel.Unreliable);
            line.Run(30);
            line.Client.Client.Disconnect();
            line.Run(30);
        }
        Assert.Equal(20, line.ServerCounters[EncryptionRefusal.BadPacket]);
        Assert.Single(line.Log.Lines, text => text.Contains("refused", StringComparison.Ordinal));
        line.Run(10_000);
        Assert.Equal(2, line.Log.Lines.Count(text => text.Contains("refused", StringComparison.Ordinal)));
    }
}
