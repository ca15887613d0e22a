using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>What reaches the upper layer, of whom, and until when.</summary>
public class DeliveryTests
{
    [Trait("Attack", "K-08")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NothingIsDeliveredOfAConnectionThatTheFirstMessageEnded(bool atServer)
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        byte[] three = KcpTable.Reliable(
            table.CookieOf(client), [.. Enumerable.Range(1, 3).Select(number => KcpTable.Push((uint)number, [KcpWire.Data, (byte)number]))]);
        if (atServer)
        {
            table.Server.OnData = pulled => table.Server.Server.Disconnect(pulled.ConnectionId);
            table.Inject(three, KcpTable.AddressOfClient(1));
            table.Inject(KcpTable.Unreliable(table.CookieOf(client), KcpWire.UnreliableData, 9), KcpTable.AddressOfClient(1));
            table.Server.Tick();
            table.Inject(three, KcpTable.AddressOfClient(1));
            table.RunMs(500);
            Assert.Single(table.Server.Of(TransportEventKind.Data));
            Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        }
        else
        {
            table.Wire.Inject(three, table.ServerAddress, KcpTable.AddressOfClient(1));
            int data = 0, ends = 0;
            while (client.Client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data && ++data == 1) client.Client.Disconnect();
                if (received.Kind == TransportEventKind.Disconnected) ends++;
            }
            Assert.Equal((1, 1), (data, ends));
        }
    }

    // The datagram that confirms the address carries data: the connected event comes first, and its handler says no.
    [Trait("Attack", "K-08")]
    [Theory]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void NothingIsDeliveredOfAClientThatIsKickedInItsConnectedEvent(Channel channel)
    {
        using var table = new KcpTable();
        uint cookie = 0;
        table.Wire.Script = datagram =>
        {
            cookie = BitConverter.ToUInt32(datagram.Bytes[1..5]);
            return Fate.Ok;
        };
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(1));
        table.Step();
        table.Inject(
            channel == Channel.Reliable
                ? KcpTable.Reliable(cookie, KcpTable.Acknowledge(0, 1), KcpTable.Push(1, [KcpWire.Data, 1]))
                : KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1),
            KcpTable.Stranger(1));
        var kinds = new List<TransportEventKind>();
        while (table.Server.Server.TryReceive(out TransportEvent received))
        {
            kinds.Add(received.Kind);
            if (received.Kind == TransportEventKind.Connected) table.Server.Server.Disconnect(received.ConnectionId);
        }
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Disconnected], kinds);
    }

    [Trait("Attack", "K-09")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMessageOfNoBytesEndsTheConnection(bool atServer)
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        byte[] empty = KcpTable.Reliable(table.CookieOf(client), KcpTable.Push(1, []));
        if (atServer) table.Inject(empty, KcpTable.AddressOfClient(1));
        else table.Wire.Inject(empty, table.ServerAddress, KcpTable.AddressOfClient(1));
        table.RunMs(100);

        IEnumerable<PulledEvent> events = atServer ? table.Server.Events : client.Events;
        Assert.Equal(TransportError.InvalidReceive, events.Single(pulled => pulled.Kind == TransportEventKind.Error).ErrorCode);
        Assert.False(client.Client.IsConnected);
        Assert.Equal(0, table.Listener.ConnectionCount);
    }

    // Also a reliable message whose fragments are all empty, and one that is only a header.
    [Trait("Attack", "K-09")]
    [Trait("Attack", "K-23")]
    [Fact]
    public void EmptyDataIsNeverDelivered()
    {
        using var table = new KcpTable();
        ClientProbe[] clients = [.. Enumerable.Range(0, 3).Select(_ => table.AddConnectedClient())];
        uint[] cookies = [.. clients.Select(table.CookieOf)];
        table.Inject(KcpTable.Unreliable(cookies[0], KcpWire.UnreliableData), KcpTable.AddressOfClient(1));
        table.Inject(KcpTable.Reliable(cookies[1], KcpTable.Push(1, [KcpWire.Data])), KcpTable.AddressOfClient(2));
        table.Inject(KcpTable.Reliable(cookies[2], KcpTable.Push(1, [], 1), KcpTable.Push(2, [])), KcpTable.AddressOfClient(3));
        table.RunMs(100);

        Assert.Empty(table.Server.Of(TransportEventKind.Data));
        Assert.Equal([true, false, false], clients.Select(client => client.Client.IsConnected));
        foreach (Channel channel in Enum.GetValues<Channel>())
        {
            Assert.False(clients[0].Client.Send([], channel));
            Assert.False(table.Server.Server.Send(clients[0].ServerId, [], channel));
        }
        table.RunMs(100);
        Assert.True(clients[0].Client.IsConnected);
        Assert.Empty(clients[0].Data);
    }

    // Events are pulled, so a handler that throws is the caller's; what it must not do is cost the others their turn.
    [Trait("Attack", "K-13")]
    [Theory]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void AHandlerThatThrowsCostsTheOthersNothing(Channel channel)
    {
        using var table = new KcpTable();
        ClientProbe bad = table.AddConnectedClient();
        ClientProbe good = table.AddConnectedClient();
        bad.Client.Send([1], channel);
        good.Client.Send([2], channel);
        bad.Tick();
        good.Tick();
        table.Wire.AdvanceMs(50);

        Assert.Throws<InvalidOperationException>(() => Handle(table.Server.Server, bad.ServerId));
        table.Server.Server.Disconnect(bad.ServerId);
        table.Server.Tick();
        Assert.Equal([2], Assert.Single(table.Server.DataFrom(good.ServerId)).Data);
        Assert.Equal(bad.ServerId, Assert.Single(table.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Empty(table.Server.DataFrom(bad.ServerId));
    }

    [Trait("Attack", "K-18")]
    [Fact]
    public void TwoAddressesOfTheSameHashAreTwoConnections()
    {
        (SocketAddress one, SocketAddress other) = Collision();
        Assert.Equal(DatagramAddress.Comparer.GetHashCode(one), DatagramAddress.Comparer.GetHashCode(other));
        Assert.False(DatagramAddress.Comparer.Equals(one, other));

        using var table = new KcpTable();
        var cookies = new Dictionary<SocketAddress, uint>(DatagramAddress.Comparer);
        table.Wire.Script = datagram =>
        {
            cookies[DatagramAddress.Copy(datagram.To)] = BitConverter.ToUInt32(datagram.Bytes[1..5]);
            return Fate.Ok;
        };
        foreach (SocketAddress address in (SocketAddress[])[one, other]) table.Inject(KcpTable.Hello(), address);
        table.Step();
        Assert.NotEqual(cookies[one], cookies[other]);
        table.Inject(KcpTable.Reliable(cookies[one], KcpTable.Acknowledge(0, 1), KcpTable.Push(1, [KcpWire.Data, 1])), one);
        table.Inject(KcpTable.Reliable(cookies[other], KcpTable.Acknowledge(0, 1), KcpTable.Push(1, [KcpWire.Data, 2])), other);
        table.Step();

        int[] ids = [.. table.Server.Connected];
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal([1], Assert.Single(table.Server.DataFrom(ids[0])).Data);
        Assert.Equal([2], Assert.Single(table.Server.DataFrom(ids[1])).Data);
    }

    [Trait("Attack", "K-22")]
    [Fact]
    public void InterleavedTrafficOfTwoClientsNeverCrosses()
    {
        using var table = new KcpTable();
        table.Server.OnData = pulled => table.Server.Server.Send(pulled.ConnectionId, pulled.Data, pulled.Channel);
        ClientProbe[] clients = [table.AddConnectedClient(), table.AddConnectedClient()];
        var random = new Random(1);
        table.Wire.Script = _ => new Fate(1, random.Next(30));
        for (int i = 0; i < 300; i++)
        {
            for (byte own = 0; own < clients.Length; own++)
            {
                clients[own].Client.Send([own, (byte)i], Channel.Reliable);
                clients[own].Client.Send([own, (byte)i], Channel.Unreliable);
            }
            table.Step();
        }
        table.RunMs(2_000);

        for (byte own = 0; own < clients.Length; own++)
        {
            Assert.Equal(600, clients[own].Data.Count());
            Assert.Equal(600, table.Server.DataFrom(clients[own].ServerId).Count());
            Assert.All(clients[own].Data, pulled => Assert.Equal(own, pulled.Data[0]));
            Assert.All(table.Server.DataFrom(clients[own].ServerId), pulled => Assert.Equal(own, pulled.Data[0]));
        }
    }

    [Trait("Attack", "K-24")]
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void AClientLeavesAFullServerWithinARoundTripAlsoWhenAllButOneOfTheRefusalsAreLost(int arrives)
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxConnections = 1 });
        table.AddConnectedClient();
        int refusals = 0;
        table.Wire.Script = datagram =>
        {
            if (datagram.Bytes[0] != KcpWire.UnreliableChannel || !DatagramAddress.Comparer.Equals(datagram.From, table.ServerAddress)) return Fate.Ok;
            return refusals++ == arrives ? Fate.Ok : Fate.Lost;
        };
        ClientProbe late = table.AddClient();
        table.RunMs(60);

        Assert.Equal([TransportEventKind.Disconnected], late.Events.Select(pulled => pulled.Kind));
        Assert.Equal(KcpWire.DisconnectRepeats, refusals);
    }

    [Trait("Attack", "K-24")]
    [Fact]
    public void AKickedClientIsOutAfterHalfARoundTripEvenWithMuchQueued()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        table.Server.Server.Send(client.ServerId, new byte[200_000], Channel.Reliable);
        table.Server.Server.Disconnect(client.ServerId);
        table.RunMs(40);
        Assert.False(client.Client.IsConnected);
        Assert.Equal(TransportEventKind.Disconnected, client.Events[^1].Kind);
    }

    private static void Handle(TransportServer server, int bad)
    {
        while (server.TryReceive(out TransportEvent received))
        {
            if (received.ConnectionId == bad) throw new InvalidOperationException("A handler's fault.");
        }
    }

    // The comparer's hash has 32 bits and another seed in each process: among 400,000 addresses about 18 pairs collide. They differ in several words, since one word alone never collides.
    private static (SocketAddress One, SocketAddress Other) Collision()
    {
        var random = new Random(1);
        var seen = new Dictionary<int, SocketAddress>();
        for (int i = 0; i < 2_000_000; i++)
        {
            SocketAddress address = new IPEndPoint(random.Next(), random.Next(1, 65_536)).Serialize();
            int hash = DatagramAddress.Comparer.GetHashCode(address);
            if (!seen.TryAdd(hash, address) && !DatagramAddress.Comparer.Equals(seen[hash], address)) return (seen[hash], address);
        }
        throw new InvalidOperationException("No two of two million addresses have the same hash.");
    }
}
