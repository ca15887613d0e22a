using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>Games through a relay: loss, strangers, restarts. On a wire in memory, from a seed.</summary>
public class RelayedGameTests : IDisposable
{
    private readonly Wire _wire = new(new ManualClock()) { DelayMs = 15 };
    private readonly WireRelay _relay;
    private readonly ServerProbe _server;
    private readonly List<ClientProbe> _clients = [];

    public RelayedGameTests()
    {
        _relay = new WireRelay(_wire);
        _server = new ServerProbe(_relay.ForServer().CreateServer()) { OnData = pulled => _server!.Server.Send(pulled.ConnectionId, pulled.Data, pulled.Channel) };
        _server.Server.Start();
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        _server.Dispose();
        _relay.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryReliablePacketArrivesOnceAndInOrderWhereATenthIsLostAndStrangersShout(int seed)
    {
        var random = new Random(seed);
        _wire.Script = _ => random.Next(100) switch { < 10 => Fate.Lost, < 15 => Fate.Twice, < 25 => new Fate(1, random.Next(60)), _ => Fate.Ok };
        for (uint player = 0; player < 4; player++) Add(player);
        Run(() => _clients.All(client => client.Client.IsConnected), random);

        byte[] packet = new byte[300];
        for (int i = 0; i < 100; i++)
        {
            for (int c = 0; c < _clients.Count; c++)
            {
                Array.Fill(packet, (byte)((c * 50) + (i % 50)));
                Assert.True(_clients[c].Client.Send(packet, Channel.Reliable));
            }
        }
        Run(() => _clients.All(client => client.Data.Count() >= 100), random);
        for (int c = 0; c < _clients.Count; c++)
        {
            byte[] heads = [.. _clients[c].Data.Select(pulled => pulled.Data[0])];
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)((c * 50) + (i % 50))), heads);
        }
        Assert.DoesNotContain(_server.Events, pulled => pulled.Kind is TransportEventKind.Error or TransportEventKind.Disconnected);
        Assert.Equal(4, _server.Connected.Count());
    }

    [Fact]
    public void APlayerWhoLeavesAndComesBackIsANewConnection()
    {
        ClientProbe first = Add(0);
        Run(() => first.Client.IsConnected);
        first.Client.Disconnect();
        Run(() => _server.Of(TransportEventKind.Disconnected).Any());
        ClientProbe second = Add(0);
        Run(() => second.Client.IsConnected && _server.Connected.Distinct().Count() == 2);
    }

    [Fact]
    public void AWrongUserNeverConnectsAndIsTold()
    {
        ClientProbe stranger = Add(4_000);
        Run(() => stranger.Of(TransportEventKind.Disconnected).Any());
        Assert.Empty(_server.Events);
        Assert.InRange(_relay.Core.Counters.GetRefused(RelayRefusal.UnknownUser), 1, int.MaxValue);
    }

    [Fact]
    public void AServerWithTheWrongNumberReadsInvalid()
    {
        using RelayedServer server = _relay.ForServer(user: 5).CreateServer();
        server.Start();
        Run(() =>
        {
            while (server.TryReceive(out _)) Assert.Fail("Nobody can come.");
            server.Flush();
            return server.RelayState == RelayState.Invalid;
        });
    }

    private ClientProbe Add(uint player)
    {
        var client = new ClientProbe(_relay.ForPlayer(player).CreateClient());
        client.Client.Connect("anything");
        _clients.Add(client);
        return client;
    }

    private void Run(Func<bool> condition, Random? hostile = null)
    {
        long stopAtMs = _wire.Clock.NowMs + 120_000;
        while (!condition())
        {
            Assert.True(_wire.Clock.NowMs < stopAtMs, "Waited in vain.");
            if (hostile is not null) Shout(hostile);
            foreach (ClientProbe client in _clients) client.Tick();
            _server.Tick();
            _relay.Tick();
            _wire.AdvanceMs(10);
        }
    }

    // Strangers who know the session's number and guess the users', at both ports, from changing addresses.
    private void Shout(Random random)
    {
        for (int i = 0; i < 5; i++)
        {
            byte[] datagram = new byte[random.Next(1, 64)];
            random.NextBytes(datagram);
            if (datagram.Length >= RelayWire.IdentityBytes) RelayWire.WriteIdentity(datagram, (uint)random.Next(100_000, 200_000), WireRelay.Session, (byte)random.Next(0, 4));
            var from = new IPEndPoint(new IPAddress([10, 9, 9, (byte)random.Next(1, 255)]), random.Next(1_024, 65_000));
            int port = random.Next(2) == 0 ? WireRelay.ServerPort : WireRelay.ClientPort;
            _wire.Inject(datagram, from.Serialize(), Wire.ServerAt(port).Serialize());
        }
    }
}
