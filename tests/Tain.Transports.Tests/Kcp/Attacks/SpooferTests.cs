using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>What somebody can do who writes a player's or the server's address on datagrams, but does not see the traffic.</summary>
public class SpooferTests
{
    [Trait("Attack", "K-01")]
    [Fact]
    public void DatagramsWithAWrongCookieDeliverNothingAndKeepNothingAlive()
    {
        using var table = new KcpTable();
        ClientProbe victim = table.AddConnectedClient();
        uint wrong = table.CookieOf(victim) + 1;
        table.Silence(victim);
        long silentSince = table.Wire.Clock.NowMs;

        for (uint number = 1; !table.Server.Of(TransportEventKind.Disconnected).Any() && number < 2_000; number++)
        {
            table.Inject(KcpTable.Reliable(wrong, KcpTable.Push(number, [KcpWire.Data, 1])), KcpTable.AddressOfClient(1));
            table.Inject(KcpTable.Unreliable(wrong, KcpWire.UnreliableData, 1), KcpTable.AddressOfClient(1));
            table.Inject(KcpTable.Unreliable(wrong, KcpWire.UnreliableDisconnect), KcpTable.AddressOfClient(1));
            table.Inject(KcpTable.Hello(), KcpTable.AddressOfClient(1));
            table.Step();
        }

        Assert.Empty(table.Server.Of(TransportEventKind.Data));
        Assert.InRange(table.Wire.Clock.NowMs - silentSince, 9_900, 10_100);
        Assert.Equal(TransportError.Timeout, Assert.Single(table.Server.Of(TransportEventKind.Error)).ErrorCode);
    }

    [Trait("Attack", "K-19")]
    [Theory]
    [InlineData("junk")]
    [InlineData("ping")]
    [InlineData("hello that answers nothing")]
    public void ADatagramThatComesBeforeTheServersAnswerDoesNotSpoilTheConnect(string kind)
    {
        byte[] forged = kind switch
        {
            "junk" => KcpTable.Unreliable(0xaabbccdd, 77),
            "ping" => KcpTable.Reliable(0xaabbccdd, KcpTable.Push(0, [KcpWire.Ping])),
            _ => KcpTable.Reliable(0xaabbccdd, KcpTable.Push(0, [KcpWire.Hello], expected: 0)),
        };
        using var table = new KcpTable();
        ClientProbe client = table.AddClient();
        table.Wire.Inject(forged, table.ServerAddress, KcpTable.AddressOfClient(1));
        table.RunMs(100);

        Assert.True(client.Client.IsConnected);
        Assert.Single(client.Events);
    }

    [Fact]
    public void AConnectedClientIgnoresOtherCookies()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        foreach (uint cookie in new[] { 0u, table.CookieOf(client) ^ 1 })
        {
            table.Wire.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableDisconnect), table.ServerAddress, KcpTable.AddressOfClient(1));
            table.Wire.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1), table.ServerAddress, KcpTable.AddressOfClient(1));
        }
        table.RunMs(100);

        Assert.True(client.Client.IsConnected);
        Assert.Empty(client.Data);
    }

    [Fact]
    public void AnotherAddressCannotContinueAConnectionEvenWithItsCookie()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        uint cookie = table.CookieOf(client);
        int answers = 0;
        table.Wire.Script = sent =>
        {
            if (DatagramAddress.Comparer.Equals(sent.To, KcpTable.Stranger(1))) answers++;
            return Fate.Ok;
        };
        table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1), KcpTable.Stranger(1));
        table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableDisconnect), KcpTable.Stranger(1));
        table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(1, [KcpWire.Data, 1])), KcpTable.Stranger(1));
        table.RunMs(100);

        Assert.Empty(table.Server.Of(TransportEventKind.Data));
        Assert.True(client.Client.IsConnected);
        Assert.Equal(0, answers);
    }

    [Fact]
    public void AClientWhoseAddressChangedTimesOutOnceAndCanConnectAnew()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        uint cookie = table.CookieOf(client);
        table.Silence(client);
        for (uint i = 1; i < 1_100; i++)
        {
            if (i % 100 == 0) table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(i / 100, [KcpWire.Ping])), KcpTable.Stranger(3));
            table.Step();
        }

        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Data));
        Assert.True(table.AddConnectedClient().Client.IsConnected);
    }

    [Fact]
    public void AClientThatRestartsOnTheSamePortConnectsOnceTheOldConnectionIsGone()
    {
        using var table = new KcpTable();
        ClientProbe first = table.AddConnectedClient();
        table.Silence(first);
        table.RunMs(1_000);
        table.Inject(KcpTable.Hello(timestamp: 5), KcpTable.AddressOfClient(1));
        table.RunMs(100);
        Assert.Equal(1, table.Listener.ConnectionCount);
        Assert.Equal(0, table.Listener.HalfOpenCount);

        table.RunUntil(() => table.Server.Of(TransportEventKind.Disconnected).Any(), 10_000);
        table.Inject(KcpTable.Hello(timestamp: 10_000), KcpTable.AddressOfClient(1));
        table.Step();
        Assert.Equal(1, table.Listener.HalfOpenCount);
    }
}
