using Tain.Transports.Contract;

namespace Tain.Transports.Encryption;

public class EncryptionTransportTests
{
    private static readonly EncryptionServerKey s_key = EncryptionServerKey.Generate();

    [Fact]
    public void TheServerIsReadyWithFinAndTheClientWhenTheServerSpeaks()
    {
        using var line = new TappedLine();
        line.Connect();
        line.Run(300);
        PulledEvent connected = Assert.Single(line.Server.Events);
        Assert.Equal((TransportEventKind.Connected, "localhost"), (connected.Kind, connected.Text));
        Assert.Empty(line.Client.Events);
        Assert.False(line.Client.Client.IsConnected);
        Assert.False(line.Client.Client.Send([1], Channel.Reliable));

        Assert.True(line.Server.Server.Send(connected.ConnectionId, [7, 8], Channel.Reliable));
        line.Run(20);
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data], line.Client.Events.Select(pulled => pulled.Kind));
        Assert.Equal([7, 8], line.Client.Events[1].Data);
        Assert.Equal([92, 156, 1], line.Seen.Take(3).Select(seen => seen.Bytes.Length));
        Assert.Equal([1, 2, 3, 4], line.Seen.Select(seen => (int)seen.Bytes[0]).Distinct().Order());
    }

    [Fact]
    public void WithGreetingsBothAreConnectedBeforeAnybodyHasSomethingToSay()
    {
        static EncryptionTransport Describe(Transport inner) => new(inner) { ExchangeGreetings = true, AcceptAnyServer = true, ConfirmationTimeoutMs = 1_000 };
        using var line = new TappedLine(Describe, Describe);
        line.Connect();
        line.Run(5_000);
        Assert.Equal(TransportEventKind.Connected, Assert.Single(line.Client.Events).Kind);
        Assert.Equal(TransportEventKind.Connected, Assert.Single(line.Server.Events).Kind);

        // Only the first packet is a greeting; the same byte later is the game's.
        line.Client.Client.Send([0], Channel.Reliable);
        line.Server.Server.Send(line.Server.Connected.Single(), [0], Channel.Reliable);
        line.Run(20);
        Assert.Equal([0], Assert.Single(line.Client.Data).Data);
        Assert.Equal([0], Assert.Single(line.Server.Of(TransportEventKind.Data)).Data);
    }

    [Fact]
    public void NothingReadableTravels()
    {
        using var line = new TappedLine();
        line.ConnectAndGreet();
        byte[] secret = [.. Enumerable.Range(1, 64).Select(value => (byte)value)];
        line.Client.Client.Send(secret, Channel.Reliable);
        line.Client.Client.Send(secret, Channel.Reliable);
        line.Server.Server.Send(line.Server.Connected.Single(), secret, Channel.Unreliable);
        line.Run(20);
        Assert.Equal(2, line.Server.Of(TransportEventKind.Data).Count());
        Assert.Equal(secret, line.Client.Data.Last().Data);

        byte[][] packets = [.. line.Seen.Select(seen => seen.Bytes).Where(bytes => bytes.Length == secret.Length + 29)];
        Assert.Equal(3, packets.Length);
        Assert.All(packets, packet => Assert.True(packet.AsSpan().IndexOf(secret.AsSpan(0, 8)) < 0, "No part of the packet is readable."));
        Assert.Equal(3, packets.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void PacketsAreAsMuchSmallerAsMirrorsAre()
    {
        var transport = new EncryptionTransport(new KcpTransport()) { AcceptAnyServer = true };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        Assert.Equal((297_404, 1_165, 1_093), (server.GetMaxPacketBytes(Channel.Reliable), server.GetMaxPacketBytes(Channel.Unreliable), server.GetBatchThresholdBytes(Channel.Reliable)));
        Assert.Equal((297_404, 1_165, 1_165), (client.GetMaxPacketBytes(Channel.Reliable), client.GetMaxPacketBytes(Channel.Unreliable), client.GetBatchThresholdBytes(Channel.Unreliable)));
        Assert.Equal("kcp", transport.Scheme);
    }

    [Fact]
    [Trait("Attack", "E-01")]
    public void AClientThatIsNotToldWhomToTrustDoesNotConnect()
    {
        var wire = new MemoryTransport();
        using TransportServer server = wire.CreateServer();
        server.Start();
        using TransportClient client = new EncryptionTransport(wire).CreateClient();
        var problem = Assert.Throws<InvalidOperationException>(() => client.Connect("localhost"));
        Assert.Equal(problem.Message, Assert.Throws<InvalidOperationException>(() => client.Connect(server.Uri)).Message);
        Assert.False(client.TryReceive(out _));
        Assert.False(server.TryReceive(out _));
        Assert.Contains("TrustedFingerprints", problem.Message);
        Assert.Contains("AcceptAnyServer", problem.Message);
        Assert.Throws<InvalidOperationException>(new EncryptionTransport(new MemoryTransport()) { AcceptAnyServer = true, TrustedFingerprints = [s_key.Fingerprint] }.CreateClient);
        Assert.Throws<InvalidOperationException>(new EncryptionTransport(new MemoryTransport()) { AcceptServer = _ => true, AcceptAnyServer = true }.CreateClient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bfcba2b742a807bbb72b522fa4694c4604ff68ebd21b048c56d53dc18a94d5c")]
    [InlineData("gfcba2b742a807bbb72b522fa4694c4604ff68ebd21b048c56d53dc18a94d5c4")]
    [InlineData(null)]
    public void WhatIsNoFingerprintIsSaidAtOnce(string? fingerprint)
    {
        var transport = new EncryptionTransport(new MemoryTransport()) { TrustedFingerprints = [fingerprint!] };
        Assert.Contains("64 hex digits", Assert.Throws<ArgumentException>(transport.CreateClient).Message);
    }

    [Fact]
    public void SettingsOutOfRangeAreNamed()
    {
        var inner = new MemoryTransport();
        (string Name, EncryptionTransport Transport)[] wrong =
        [
            ("HandshakeTimeoutMs", new(inner) { HandshakeTimeoutMs = 99 }),
            ("ConfirmationTimeoutMs", new(inner) { ConfirmationTimeoutMs = -1 }),
            ("MaxHandshakes", new(inner) { MaxHandshakes = 0 }),
            ("MaxKeyExchangesPerSecond", new(inner) { MaxKeyExchangesPerSecond = 0 }),
        ];
        foreach ((string name, EncryptionTransport transport) in wrong)
        {
            Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateServer).Message);
            Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateClient).Message);
        }
        Assert.Contains("156", Assert.Throws<InvalidOperationException>(new EncryptionTransport(new MemoryTransport { MaxPacketBytes = 155 }).CreateServer).Message);
    }

    [Fact]
    [Trait("Attack", "E-01")]
    public void APinnedServerIsTakenInAnySpellingOfItsFingerprint()
    {
        foreach (string fingerprint in (string[])[s_key.Fingerprint, s_key.Fingerprint.ToUpperInvariant()])
        {
            string old = EncryptionServerKey.Generate().Fingerprint;
            using var line = new TappedLine(inner => new EncryptionTransport(inner) { ServerKey = s_key }, inner => new EncryptionTransport(inner) { TrustedFingerprints = [old, fingerprint] });
            line.ConnectAndGreet();
        }
    }

    [Fact]
    public void TheOperatorSeesTheFingerprintInTheLog()
    {
        using var line = new TappedLine(inner => new EncryptionTransport(inner) { ServerKey = s_key });
        Assert.Contains(line.Log.Lines, text => text.Contains(s_key.Fingerprint, StringComparison.Ordinal));

        using var without = new TappedLine();
        Assert.Contains("ServerKey", Assert.Single(without.Log.Lines));
    }

    [Fact]
    public void AScriptMayJudgeTheServer()
    {
        string? asked = null;
        using var line = new TappedLine(
            inner => new EncryptionTransport(inner) { ServerKey = s_key },
            inner => new EncryptionTransport(inner) { AcceptServer = fingerprint => (asked = fingerprint) != s_key.Fingerprint });
        line.Connect();
        line.Run(100);
        Assert.Equal(s_key.Fingerprint, asked);
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void AHandshakeThatNobodyAnswersEndsAfterTwoSeconds()
    {
        using var line = new TappedLine { Tap = (_, _) => null };
        line.Connect();
        line.Run(2_500);
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Timeout, line.Client.Events[0].ErrorCode);
        Assert.InRange(line.From(client: true).Count(), 39, 41);
        Assert.Empty(line.Server.Events);
        Assert.Equal(0, ((EncryptionServer)line.Server.Server).HandshakeCount);
    }

    [Fact]
    public void AServerThatNeverSpeaksLosesTheClientAfterTwoSeconds()
    {
        using var line = new TappedLine();
        line.Connect();
        line.Run(2_500);
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], line.Client.Events.Select(pulled => pulled.Kind));
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Disconnected], line.Server.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void AClientCanBeStoppedInTheMiddleOfTheHandshakeAndConnectAgain()
    {
        using var line = new TappedLine { Tap = (fromClient, bytes) => fromClient ? bytes : null };
        line.Connect();
        line.Run(200);
        line.Client.Client.Disconnect();
        line.Run(50);
        Assert.Equal(TransportEventKind.Disconnected, Assert.Single(line.Client.Events).Kind);
        Assert.Empty(line.Server.Events);

        line.Client.Events.Clear();
        line.Tap = (_, bytes) => bytes;
        line.ConnectAndGreet();
    }

    [Theory]
    [InlineData(1_000, false, true)]
    [InlineData(1_000, true, false)]
    [InlineData(0, false, false)]
    [Trait("Attack", "E-06")]
    public void AClientThatNeverProvesThatItHasTheKeyIsGivenUp(int timeoutMs, bool speaks, bool isGivenUp)
    {
        using var line = new TappedLine(inner => new EncryptionTransport(inner) { ConfirmationTimeoutMs = timeoutMs });
        line.ConnectAndGreet();
        if (speaks) line.Client.Client.Send([1], Channel.Unreliable);
        line.Run(40_000);
        Assert.Equal(isGivenUp, line.Server.Of(TransportEventKind.Disconnected).Any());
        Assert.Equal(isGivenUp ? [TransportError.Timeout] : [], line.Server.Of(TransportEventKind.Error).Select(pulled => pulled.ErrorCode));
        Assert.Equal(!isGivenUp, line.Client.Client.IsConnected);
    }
}
