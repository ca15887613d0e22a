using System.Net;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>Places on a server: in all, and of one source.</summary>
public class KcpConnectionLimitTests
{
    [Fact]
    public void OneSourceTakesItsShareAndOthersStillComeIn()
    {
        using var table = new KcpTable(plain => Limited(plain, perAddress: 3));
        uint[] cookies = Handshakes(table, source: 1, ports: 5);

        Assert.Equal(3, table.Listener.ConnectionCount);
        Assert.Equal(2, table.Endpoint.Drops[KcpDropReason.TooManyFromOneAddress]);
        Assert.True(table.AddConnectedClient().Client.IsConnected);

        // A place that becomes free can be taken again.
        table.Inject(KcpTable.Unreliable(cookies[0], KcpWire.UnreliableDisconnect), KcpTable.Stranger(1, 1_000));
        table.RunMs(50);
        Assert.Equal(3, table.Listener.ConnectionCount);
        Handshakes(table, source: 1, ports: 1, firstPort: 2_000);
        Assert.Equal(4, table.Listener.ConnectionCount);
    }

    [Fact]
    public void AClientOverTheLimitIsToldAtOnce()
    {
        using var table = new KcpTable(plain => Limited(plain, perAddress: 1));
        Handshakes(table, source: 1, ports: 1);
        var answers = new List<byte[]>();
        table.Wire.Script = datagram =>
        {
            if (DatagramAddress.Comparer.Equals(datagram.To, KcpTable.Stranger(1, 7_000))) answers.Add(datagram.Bytes.ToArray());
            return Fate.Ok;
        };
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(1, 7_000));
        table.RunMs(1_000);

        Assert.Equal(KcpWire.DisconnectRepeats, answers.Count);
        Assert.All(answers, answer => Assert.Equal((KcpWire.UnreliableChannel, KcpWire.UnreliableDisconnect), (answer[0], answer[5])));
    }

    [Fact]
    public void WithoutALimitOneSourceMayTakeAll()
    {
        using var table = new KcpTable(plain => Limited(plain, perAddress: 0));
        Handshakes(table, source: 1, ports: 300);
        Assert.Equal(300, table.Listener.ConnectionCount);
    }

    [Fact]
    public void TheDefaultLimitIs256()
    {
        using var table = new KcpTable();
        Handshakes(table, source: 1, ports: 300);
        Assert.Equal(256, table.Listener.ConnectionCount);
    }

    [Fact]
    public void TheLimitHoldsForClientsThatWereAnsweredAndForgotten()
    {
        using var table = new KcpTable(plain => new KcpTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            MaxConnectionsPerAddress = 3,
            MaxHalfOpenConnections = 1,
        });
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(9));
        Handshakes(table, source: 1, ports: 5);
        Assert.Equal(3, table.Listener.ConnectionCount);
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void ASourceIsAnIPv4AddressOrAnIPv6Prefix(string one, string other, bool same)
    {
        ulong Key(string text, int port) => DatagramAddress.SourceKey(new IPEndPoint(IPAddress.Parse(text), port).Serialize());
        Assert.Equal(same, Key(one, 1) == Key(other, 2));
    }

    [Theory]
    [InlineData(-1)]
    public void ANegativeLimitIsRefusedByName(int limit) =>
        Assert.Contains("KcpTransport.MaxConnectionsPerAddress", Assert.Throws<ArgumentOutOfRangeException>(new KcpTransport { MaxConnectionsPerAddress = limit }.CreateServer).Message);

    private static KcpTransport Limited(KcpTransport plain, int perAddress) =>
        new() { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxConnectionsPerAddress = perAddress };

    // Whole handshakes from many ports of one address: Hello, and the acknowledgement with the cookie of the answer.
    private static uint[] Handshakes(KcpTable table, int source, int ports, int firstPort = 1_000)
    {
        var cookies = new uint[ports];
        table.Wire.Script = datagram =>
        {
            for (int i = 0; i < ports; i++)
            {
                if (DatagramAddress.Comparer.Equals(datagram.To, KcpTable.Stranger(source, firstPort + i))) cookies[i] = BitConverter.ToUInt32(datagram.Bytes[1..5]);
            }
            return Fate.Ok;
        };
        for (int i = 0; i < ports; i++)
        {
            table.Inject(KcpTable.Hello(), KcpTable.Stranger(source, firstPort + i));
            if (i % 200 == 199) table.Server.Tick();
        }
        table.Server.Tick();
        for (int i = 0; i < ports; i++) table.Inject(KcpTable.Reliable(cookies[i], KcpTable.Acknowledge(0, 1)), KcpTable.Stranger(source, firstPort + i));
        table.Server.Tick();
        table.Wire.Script = null;
        return cookies;
    }
}
