using Tain.Transports.Contract;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>More datagrams than a tick can hold: it ends all the same, and the others have their turn in it.</summary>
[Trait("Attack", "K-07")]
public class FloodTests
{
    [Fact]
    public void ATickEndsWhenItsTimeIsUpAndTheNextGoesOn()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxReceiveMsPerTick = 20 });
        ClientProbe client = table.AddConnectedClient();
        uint cookie = table.CookieOf(client);

        // Each packet costs its handler a millisecond.
        table.Server.OnData = _ => table.Wire.Clock.AdvanceMs(1);
        for (int i = 0; i < 1_000; i++) table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1), KcpTable.AddressOfClient(1));
        int most = 0, before = 0;
        for (int tick = 0; tick < 100 && before < 1_000; tick++)
        {
            table.Server.Tick();
            int after = table.Server.DataFrom(client.ServerId).Count();
            most = Math.Max(most, after - before);
            before = after;
        }

        Assert.Equal(1_000, before);
        Assert.InRange(most, 20, 20 + 64);
    }

    [Fact]
    public void OneConnectionsFloodOfUnreliablePacketsIsCutAndTheOthersAreServedInTheSameTick()
    {
        using var table = new KcpTable(plain => Limited(plain, 100));
        ClientProbe flooder = table.AddConnectedClient();
        ClientProbe other = table.AddConnectedClient();
        uint cookie = table.CookieOf(flooder);
        for (int i = 0; i < 5_000; i++) table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1), KcpTable.AddressOfClient(1));
        table.Inject(KcpTable.Unreliable(table.CookieOf(other), KcpWire.UnreliableData, 2), KcpTable.AddressOfClient(2));
        table.Server.Tick();

        Assert.Equal(100, table.Server.DataFrom(flooder.ServerId).Count());
        Assert.Equal([2], Assert.Single(table.Server.DataFrom(other.ServerId)).Data);
        Assert.Equal(4_900, table.Endpoint.Drops[KcpDropReason.Flood]);

        table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 3), KcpTable.AddressOfClient(1));
        table.Server.Tick();
        Assert.Equal([3], table.Server.DataFrom(flooder.ServerId).Last().Data);
    }

    [Fact]
    public void OneConnectionsFloodOfReliablePacketsWaitsItsTurnAndNothingOfItIsLost()
    {
        using var table = new KcpTable(plain => Limited(plain, 100));
        ClientProbe flooder = table.AddConnectedClient();
        ClientProbe other = table.AddConnectedClient();
        for (int i = 0; i < 2_000; i++) Assert.True(flooder.Client.Send(BitConverter.GetBytes(i), Channel.Reliable));
        Assert.True(other.Client.Send([2], Channel.Reliable));
        int most = 0, before = 0;
        for (int step = 0; step < 1_000 && before < 2_000; step++)
        {
            table.Step();
            int after = table.Server.DataFrom(flooder.ServerId).Count();
            most = Math.Max(most, after - before);
            before = after;
        }

        Assert.Equal(100, most);
        Assert.Equal(Enumerable.Range(0, 2_000), table.Server.DataFrom(flooder.ServerId).Select(pulled => BitConverter.ToInt32(pulled.Data)));
        Assert.InRange(table.Server.Events.FindIndex(pulled => pulled.ConnectionId == other.ServerId && pulled.Kind == TransportEventKind.Data), 0, 1_000);
    }

    // The flood comes faster than it is read: the socket never runs empty.
    [Fact]
    public void AFloodFasterThanTheServerKeepsNoTickAndOnlyDelaysTheOthers()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 500 });
        ClientProbe other = table.AddConnectedClient();
        byte[] junk = [1, 2, 3, 4, 5, 6, 7];
        int sent = 0;
        for (int tick = 0; tick < 50; tick++)
        {
            other.Client.Send([(byte)tick], Channel.Reliable);
            other.Tick();
            table.Wire.AdvanceMs(20);
            for (int i = 0; i < 499; i++) table.Inject(junk, KcpTable.Stranger(sent++ % 1_000));
            int pulls = 0;
            while (table.Server.Server.TryReceive(out TransportEvent received))
            {
                table.Server.Events.Add(PulledEvent.From(received));
                table.Inject(junk, KcpTable.Stranger(1));
                Assert.InRange(++pulls, 0, 1_000);
            }
            table.Server.Server.Flush();
        }

        Assert.InRange(table.Server.DataFrom(other.ServerId).Count(), 45, 50);
        Assert.True(other.Client.IsConnected);
    }

    private static KcpTransport Limited(KcpTransport plain, int perTick) =>
        new() { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxReceivesPerTickAndConnection = perTick };
}
