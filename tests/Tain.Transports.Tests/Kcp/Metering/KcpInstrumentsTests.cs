using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.Kcp.Metering;

public class KcpInstrumentsTests
{
    [Fact]
    public void ConnectionsAreALevelAndConnectsATotal()
    {
        using var meters = new TestMeters();
        using var table = new KcpTable(plain => Metered(plain, meters));
        ClientProbe first = table.AddConnectedClient();
        table.AddConnectedClient();
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(1));
        table.RunMs(100);
        Assert.Equal(2, meters["tain.kcp.connections:server"]);
        Assert.Equal(2, meters["tain.kcp.connections:client"]);
        Assert.Equal(1, meters["tain.kcp.half_open"]);

        first.Client.Disconnect();
        table.RunMs(4_000);
        Assert.Equal(1, meters["tain.kcp.connections:server"]);
        Assert.Equal(1, meters["tain.kcp.connections:client"]);
        Assert.Equal(2, meters["tain.kcp.connects:server"]);
        Assert.Equal(0, meters["tain.kcp.half_open"]);
        Assert.Equal(1, meters["tain.kcp.disconnects:ConnectionClosed"] - meters["tain.kcp.connections:server"]);
        Assert.Equal(1, meters["tain.kcp.drops:NeverConfirmed"]);
    }

    [Fact]
    public void NothingStaysOfAnEndpointThatStopped()
    {
        using var meters = new TestMeters();
        using (var table = new KcpTable(plain => Metered(plain, meters)))
        {
            ClientProbe client = table.AddConnectedClient();
            table.Server.Server.Send(client.ServerId, new byte[200_000], Channel.Reliable);
            table.Server.Tick();
            table.Server.Tick();
            Assert.InRange(meters["tain.kcp.buffered:server"], 200_000, 300_000);
        }
        Assert.Equal(0, meters["tain.kcp.connections"]);
        Assert.Equal(0, meters["tain.kcp.half_open"]);
        Assert.Equal(0, meters["tain.kcp.buffered"]);
    }

    [Fact]
    public void DatagramsAndTheirBytesAreThoseOfTheWire()
    {
        using var meters = new TestMeters();
        using var table = new KcpTable(plain => Metered(plain, meters));
        long datagrams = 0, bytes = 0;
        table.Wire.Script = datagram =>
        {
            datagrams++;
            bytes += datagram.Bytes.Length;
            return Fate.Ok;
        };
        ClientProbe client = table.AddConnectedClient();
        client.Client.Send(new byte[5_000], Channel.Reliable);
        client.Client.Send(new byte[50], Channel.Unreliable);
        table.RunMs(3_000);
        client.Client.Disconnect();
        table.RunMs(100);

        Assert.Equal(datagrams, meters["tain.kcp.datagrams:transmit"]);
        Assert.Equal(bytes, meters["tain.kcp.io:transmit"]);
        Assert.InRange(meters["tain.kcp.datagrams:receive"], datagrams - 5, datagrams);
    }

    [Fact]
    public void RoundTripsAndResendsAreThoseOfTheLine()
    {
        using var meters = new TestMeters();
        using var table = new KcpTable(plain => Metered(plain, meters), delayMs: 50);
        ClientProbe client = table.AddConnectedClient();
        table.RunMs(5_000);
        Assert.Equal(0, meters["tain.kcp.resends"]);
        Assert.InRange(meters["tain.kcp.round_trip"] / meters.Counts["tain.kcp.round_trip"], 90, 110);

        table.Wire.Script = _ => Fate.Lost;
        client.Client.Send([1], Channel.Reliable);
        table.RunMs(1_500);
        Assert.InRange(meters["tain.kcp.resends:Timeout"], 3, 12);
        Assert.Equal(0, meters["tain.kcp.resends:LaterOnesArrived"]);

        int number = 0;
        table.Wire.Script = _ => ++number % 4 == 0 ? Fate.Lost : Fate.Ok;
        for (int i = 0; i < 50; i++)
        {
            client.Client.Send([1], Channel.Reliable);
            table.Step();
        }
        Assert.InRange(meters["tain.kcp.resends:LaterOnesArrived"], 1, 200);
    }

    [Fact]
    public void EndsNameTheirReason()
    {
        using var meters = new TestMeters();
        using var table = new KcpTable(plain => Metered(plain, meters));
        ClientProbe bad = table.AddConnectedClient();
        table.Inject(KcpTable.Unreliable(table.CookieOf(bad), 9), KcpTable.AddressOfClient(1));
        ClientProbe silent = table.AddConnectedClient();
        table.Silence(silent);
        table.RunMs(12_000);

        Assert.Equal(1, meters["tain.kcp.disconnects:InvalidReceive"]);
        Assert.Equal(1, meters["tain.kcp.disconnects:Timeout"]);
        Assert.Equal("{connection}", meters.Units["tain.kcp.disconnects"]);
        silent.Dispose();
    }

    private static KcpTransport Metered(KcpTransport plain, TestMeters meters) =>
        new() { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, Meters = meters };
}
