using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>Many strangers at once, or one who wants much: what a server does for them is bounded.</summary>
public sealed class EncryptionFloodTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryTransport _wire;
    private readonly List<RawClient> _strangers = [];
    private ServerProbe? _server;

    public EncryptionFloodTests() => _wire = new MemoryTransport { TimeProvider = _clock };

    [Fact]
    [Trait("Attack", "E-09")]
    public void AStartWithoutAFinCostsOneKeyExchangeAndAFewKilobytes()
    {
        Start(new EncryptionTransport(_wire));
        RawClient stranger = AddStranger();
        stranger.Client.Send(ClientPacket(), Channel.Unreliable);
        Run(10_000, sendStarts: true);

        // Each of the repeated Starts is ignored; the answer is repeated every 50 ms for two seconds, as Mirror does.
        Assert.InRange(stranger.ReceivedBytes, 156, 41 * 156);
        Assert.Equal(1, Counters.KeyExchanges);
        Assert.True(stranger.IsDisconnected);
        Assert.Empty(_server!.Events);
    }

    [Fact]
    [Trait("Attack", "E-09")]
    public void KeyExchangesHaveALimitPerSecondAndThoseWhoWaitComeInLater()
    {
        Start(new EncryptionTransport(_wire) { MaxKeyExchangesPerSecond = 100 });
        for (int i = 0; i < 120; i++) AddStranger();
        Run(20, sendStarts: true);
        Assert.InRange(Counters.KeyExchanges, 5, 7);
        Run(480, sendStarts: true);
        Assert.InRange(Counters.KeyExchanges, 45, 55);
        Assert.InRange(Counters[EncryptionRefusal.KeyExchangeLimit], 1, 10_000);
        Run(900, sendStarts: true);
        Assert.Equal(120, Counters.KeyExchanges);
        Assert.All(_strangers, stranger => Assert.InRange(stranger.ReceivedBytes, 156, 41 * 156));
    }

    [Fact]
    [Trait("Attack", "E-09")]
    public void HandshakesUnderWayAreBoundedAndAnHonestClientStillComesIn()
    {
        Start(new EncryptionTransport(_wire) { MaxHandshakes = 50 });
        for (int i = 0; i < 500; i++) AddStranger();
        Run(20);
        Assert.Equal(50, ((EncryptionServer)_server!.Server).HandshakeCount);
        Assert.Equal(450, Counters[EncryptionRefusal.Crowded]);
        Assert.Equal(450, _strangers.Count(stranger => stranger.IsDisconnected));

        using var honest = new ClientProbe(new EncryptionTransport(_wire) { AcceptAnyServer = true }.CreateClient());
        honest.Client.Connect("localhost");
        for (int i = 0; i < 10; i++)
        {
            for (int more = 0; more < 10; more++) AddStranger();
            honest.Tick();
            Run(10);
        }
        int id = Assert.Single(_server.Connected);
        _server.Server.Send(id, [1], Channel.Reliable);
        Run(10);
        honest.Tick();
        Assert.True(honest.Client.IsConnected);
    }

    [Fact]
    public void SilentConnectionsCostNothingPerTickOnceTheyAreGone()
    {
        Start(new EncryptionTransport(_wire) { HandshakeTimeoutMs = 500 });
        for (int i = 0; i < 100; i++) AddStranger();
        Run(600);
        Assert.Equal(0, ((EncryptionServer)_server!.Server).HandshakeCount);
        Assert.All(_strangers, stranger => Assert.True(stranger.IsDisconnected));
        Assert.Equal(100, Counters[EncryptionRefusal.Timeout]);
        Assert.Empty(_server.Events);
    }

    [Fact]
    [Trait("Attack", "E-11")]
    public void ManyConnectionsNeverShareASaltOrANonce()
    {
        using EncryptionIdentity identity = EncryptionIdentity.Generate();
        byte[] start = ClientPacket();
        var plain = new PacketBuffer();
        var salts = new HashSet<string>();
        var nonces = new HashSet<string>();
        byte[] packet = new byte[30];
        const int Connections = 2_000;
        for (int i = 0; i < Connections; i++)
        {
            using var peer = new ServerEncryptionPeer(identity, 2_000, System.Security.Cryptography.RandomNumberGenerator.Fill);
            Assert.Equal(PeerOutcome.Send, peer.Receive(start, Channel.Unreliable, plain, out _));
            salts.Add(Convert.ToHexString(peer.HandshakePacket[1..65]));
            Assert.Equal(PeerOutcome.BecameReady, peer.Receive([EncryptionWire.HandshakeFin], Channel.Unreliable, plain, out _));
            for (int sent = 0; sent < 3; sent++)
            {
                peer.Seal([1], packet);
                nonces.Add(Convert.ToHexString(packet[^12..]));
            }
        }
        Assert.Equal(Connections, salts.Count);
        Assert.Equal(3 * Connections, nonces.Count);
    }

    public void Dispose()
    {
        foreach (RawClient stranger in _strangers) stranger.Client.Dispose();
        _server?.Dispose();
    }

    private EncryptionCounters Counters => ((EncryptionServer)_server!.Server).Counters;

    private static byte[] ClientPacket()
    {
        using EncryptionIdentity identity = EncryptionIdentity.Generate();
        return [EncryptionWire.HandshakeStart, .. identity.PublicKey.Encoded];
    }

    private void Start(EncryptionTransport transport)
    {
        _server = new ServerProbe(transport.CreateServer());
        _server.Server.Start();
    }

    private RawClient AddStranger()
    {
        var stranger = new RawClient(_wire.CreateClient(), ClientPacket());
        stranger.Client.Connect("localhost");
        _strangers.Add(stranger);
        return stranger;
    }

    // In ticks of 10 ms; a stranger repeats its Start every 50 ms when told to.
    private void Run(int milliseconds, bool sendStarts = false)
    {
        for (int passed = 0; passed < milliseconds; passed += 10)
        {
            foreach (RawClient stranger in _strangers) stranger.Tick(sendStarts && passed % 50 == 0);
            _server!.Tick();
            _clock.AdvanceMs(10);
        }
    }

    /// <summary>A client of the inner transport without encryption.</summary>
    private sealed class RawClient(TransportClient client, byte[] start)
    {
        public TransportClient Client => client;

        public int ReceivedBytes { get; private set; }

        public bool IsDisconnected { get; private set; }

        public void Tick(bool sendStart)
        {
            while (client.TryReceive(out TransportEvent received))
            {
                ReceivedBytes += received.Data.Length;
                IsDisconnected |= received.Kind == TransportEventKind.Disconnected;
            }
            if (sendStart && !IsDisconnected) client.Send(start, Channel.Unreliable);
            client.Flush();
        }
    }
}
