using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>The bytes of each direction, as the fact page has them.</summary>
public class RelayWireTests
{
    private const string Identity = "C78AA9008E155301";

    private readonly Wire _wire = new(new ManualClock());
    private readonly List<(string To, string Bytes)> _seen = [];

    public RelayWireTests() => _wire.Script = datagram =>
    {
        _seen.Add((DatagramAddress.Text(datagram.To) + ":" + PortOf(datagram.To), Convert.ToHexString(datagram.Bytes)));
        return Fate.Ok;
    };

    [Fact]
    public void AServerPingsAtOnceAndEveryHalfSecond()
    {
        using RelayedServer server = Default().CreateServer();
        server.Start();
        for (int ms = 0; ms < 1_600; ms += 10)
        {
            server.Flush();
            _wire.AdvanceMs(10);
        }
        Assert.Equal(Enumerable.Repeat(("10.0.0.1:8888", Identity + "01"), 4), _seen);
    }

    [Fact]
    public void AClientsHelloStandsBehindUserAndSessionAndNoPingComesBeforeIt()
    {
        using RelayedClient client = Default().CreateClient();
        client.Connect("x");
        for (int ms = 0; ms < 1_000; ms += 10)
        {
            while (client.TryReceive(out _)) Assert.Fail("Nobody answers.");
            client.Flush();
            _wire.AdvanceMs(10);
        }
        Assert.NotEmpty(_seen);
        Assert.All(_seen, sent =>
        {
            Assert.Equal("10.0.0.1:9999", sent.To);
            Assert.StartsWith(Identity + "02" + "01" + "00000000" + "00000000" + "51", sent.Bytes, StringComparison.Ordinal);
            Assert.EndsWith("01", sent.Bytes, StringComparison.Ordinal);
            Assert.Equal(9 + 5 + 24 + 1, sent.Bytes.Length / 2);
        });
    }

    [Fact]
    public void ARelaysDatagramsHaveTheShortHeaders()
    {
        using var relay = new WireRelay(_wire, players: 1);
        using RelayedServer server = relay.ForServer().CreateServer();
        using RelayedClient client = relay.ForPlayer(0).CreateClient();
        server.Start();
        client.Connect("x");
        for (int i = 0; i < 200; i++) Tick(relay, server, client);
        Assert.True(client.IsConnected);
        Assert.Equal(RelayState.Valid, server.RelayState);
        Assert.Equal(RelayState.Valid, client.RelayState);

        Assert.Contains(_seen, sent => sent.Bytes == "0102");
        // To the server: data, connection 1, channel reliable. From the server: user, session, data, connection 1. To the client: data, channel reliable.
        Assert.Contains(_seen, sent => sent.Bytes.StartsWith("02" + "01000000" + "01" + "00000000", StringComparison.Ordinal));
        Assert.Contains(_seen, sent => sent.To == "10.0.0.1:8888" && sent.Bytes.StartsWith(Identity + "02" + "01000000" + "01", StringComparison.Ordinal));
        Assert.Contains(_seen, sent => sent.To.StartsWith("10.1.", StringComparison.Ordinal) && sent.Bytes.StartsWith("0201", StringComparison.Ordinal));
    }

    [Fact]
    public void PacketsAreThirteenBytesSmallerPerDatagramThanWithoutARelay()
    {
        using RelayedServer server = Default().CreateServer();
        using RelayedClient client = Default().CreateClient();
        Assert.Equal(294_131, server.GetMaxPacketBytes(Channel.Reliable));
        Assert.Equal(1_181, server.GetMaxPacketBytes(Channel.Unreliable));
        Assert.Equal(1_109, server.GetBatchThresholdBytes(Channel.Reliable));
        Assert.Equal(294_131, client.GetMaxPacketBytes(Channel.Reliable));
        Assert.Equal(1_181, client.GetMaxPacketBytes(Channel.Unreliable));
    }

    [Fact]
    public void NoDatagramOfALargeMessageIsLongerThan1200Bytes()
    {
        using var relay = new WireRelay(_wire, players: 1);
        using RelayedServer server = relay.ForServer().CreateServer();
        using RelayedClient client = relay.ForPlayer(0).CreateClient();
        server.Start();
        client.Connect("x");
        for (int i = 0; i < 20; i++) Tick(relay, server, client);
        Assert.True(client.Send(new byte[100_000], Channel.Reliable));
        Assert.True(server.Send(1, new byte[100_000], Channel.Reliable));
        for (int i = 0; i < 200; i++) Tick(relay, server, client);
        Assert.Equal(1_200, _seen.Max(sent => sent.Bytes.Length / 2));
    }

    [Theory]
    [InlineData("a b user_id=12 session_id=4294967295", true, 12u, 4_294_967_295u)]
    [InlineData("session_id=7 user_id=1 user_id=2", true, 2u, 7u)]
    [InlineData("session_id=7", false, 0u, 7u)]
    [InlineData("user_id=-1 session_id=7", false, 0u, 7u)]
    [InlineData("user_id=4294967296 session_id=7", false, 0u, 7u)]
    public void CredentialsAreReadFromACommandLine(string line, bool found, uint user, uint session)
    {
        Assert.Equal(found, RelayCredentials.TryParse(line.Split(' '), out RelayCredentials credentials));
        Assert.Equal(new RelayCredentials(user, session), credentials);
    }

    [Fact]
    public void ASettingOutsideItsRangeIsNamed()
    {
        Assert.Contains("ServerPort", Assert.Throws<ArgumentOutOfRangeException>(() => new RelayTransport { ServerPort = 0 }.CreateServer()).Message, StringComparison.Ordinal);
        Assert.Contains("ClientPort", Assert.Throws<ArgumentOutOfRangeException>(() => new RelayTransport { ClientPort = 0 }.CreateClient()).Message, StringComparison.Ordinal);
        Assert.Contains("RelayHost", Assert.Throws<ArgumentException>(() => new RelayTransport { RelayHost = " " }.CreateClient()).Message, StringComparison.Ordinal);
        Assert.Contains("PingInterval", Assert.Throws<ArgumentOutOfRangeException>(() => new RelayTransport { PingInterval = TimeSpan.Zero }.CreateServer()).Message, StringComparison.Ordinal);
    }

    private RelayTransport Default() => new() { RelayHost = "10.0.0.1", Sockets = _wire, TimeProvider = _wire.Clock };

    private void Tick(WireRelay relay, RelayedServer server, RelayedClient client)
    {
        while (client.TryReceive(out _)) continue;
        client.Flush();
        while (server.TryReceive(out _)) continue;
        server.Flush();
        relay.Tick();
        _wire.AdvanceMs(10);
    }

    private static int PortOf(System.Net.SocketAddress address) => (address.Buffer.Span[2] << 8) | address.Buffer.Span[3];
}
