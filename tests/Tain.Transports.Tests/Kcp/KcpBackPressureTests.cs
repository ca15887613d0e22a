using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>What a sender sees when the line is slower than he is, and what it costs.</summary>
public class KcpBackPressureTests
{
    private const int StreamBytes = 4 * 1024 * 1024;

    [Theory]
    [InlineData(500, 64_000, 4_096, false)]
    [InlineData(500, 64_000, 4_096, true)]
    [InlineData(30, 20_000, 16, false)]
    [InlineData(30, 20_000, 4_096, true)]
    public void AStreamOfLargestPacketsPassesASlowLineWhenTheSenderLooksAtHisQueue(int bytesPerMs, int routerBytes, int window, bool congestionWindow)
    {
        using var table = new KcpTable(plain => new KcpTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            SendWindowSize = window,
            CongestionWindow = congestionWindow,
        });
        ClientProbe client = table.AddConnectedClient();
        var line = new SlowLine(table.Wire.Clock, table.ServerAddress, bytesPerMs, routerBytes);
        table.Wire.Script = line.Transmit;
        TransportServer server = table.Server.Server;
        byte[] packet = new byte[server.GetMaxPacketBytes(Channel.Reliable)];
        int count = (StreamBytes + packet.Length - 1) / packet.Length;
        long mostHeld = 0;
        int sent = 0;
        for (int step = 0; step < 60_000 && client.Data.Count() < count; step++)
        {
            // One packet waits while another is under way: enough to keep the line busy.
            while (sent < count && server.GetSendQueueBytes(client.ServerId) <= packet.Length)
            {
                packet.AsSpan().Fill((byte)sent++);
                Assert.True(server.Send(client.ServerId, packet, Channel.Reliable));
            }
            table.Step();
            mostHeld = Math.Max(mostHeld, table.Endpoint.Pool.RentedBytes);
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => (byte)i), client.Data.Select(pulled => pulled.Data[^1]));
        Assert.All(client.Data, pulled => Assert.True(pulled.Data.Length == packet.Length && !pulled.Data.AsSpan().ContainsAnyExcept(pulled.Data[0])));
        Assert.Empty(table.Server.Of(TransportEventKind.Disconnected));
        Assert.InRange(mostHeld, packet.Length, (2 * packet.Length) + 100_000);
        Assert.True(line.Lost > 0 == !congestionWindow, $"{line.Lost} datagrams were lost.");
        table.RunMs(2_000);
        Assert.Equal(0, server.GetSendQueueBytes(client.ServerId));
    }

    [Fact]
    public void AFilePassesASlowLineInPieces()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, CongestionWindow = true });
        ClientProbe client = table.AddConnectedClient();
        table.Wire.Script = new SlowLine(table.Wire.Clock, table.ServerAddress, bytesPerMs: 30, queueBytes: 20_000).Transmit;
        byte[] file = new byte[StreamBytes];
        new Random(1).NextBytes(file);
        var sender = new FileSender(table.Server.Server, client.ServerId, file);
        long mostHeld = 0;
        for (int step = 0; step < 60_000 && client.Data.Sum(pulled => pulled.Data.Length) < file.Length; step++)
        {
            sender.Tick();
            for (int i = 0; i < 5; i++) table.Step();
            mostHeld = Math.Max(mostHeld, table.Endpoint.Pool.RentedBytes);
        }

        Assert.True(sender.IsDone);
        Assert.True(file.AsSpan().SequenceEqual(client.Data.SelectMany(pulled => pulled.Data).ToArray()));
        Assert.InRange(mostHeld, 200_000, 400_000);
    }

    [Fact]
    public void AQueueOverItsLimitEndsTheConnectionAtTheSendAndNotLater()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxSendQueueBytes = 1_000_000 });
        ClientProbe client = table.AddConnectedClient();
        byte[] packet = new byte[100_000];
        int taken = 0;
        while (table.Server.Server.Send(client.ServerId, packet, Channel.Reliable)) Assert.InRange(++taken, 0, 10);
        table.RunMs(100);

        Assert.Equal(9, taken);
        PulledEvent error = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.Equal((client.ServerId, TransportError.Congestion), (error.ConnectionId, error.ErrorCode));
        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.False(client.Client.IsConnected);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
        Assert.Equal(0, table.Server.Server.GetSendQueueBytes(client.ServerId));
    }

    [Fact]
    public void ManySmallPacketsBetweenTwoTicksAreBoundedToo()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        int taken = 0;
        while (client.Client.Send([1], Channel.Reliable)) Assert.InRange(++taken, 0, 20_000);
        table.RunMs(100);

        Assert.Equal(TransportError.Congestion, client.Events.Single(pulled => pulled.Kind == TransportEventKind.Error).ErrorCode);
    }

    [Fact]
    public void TheQueueIsWhatHasNotArrived()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        table.RunMs(500);
        Assert.Equal(0, table.Server.Server.GetSendQueueBytes(client.ServerId));
        Assert.Equal(0, client.Client.GetSendQueueBytes());

        table.Server.Server.Send(client.ServerId, new byte[10_000], Channel.Reliable);
        table.Server.Server.Send(client.ServerId, new byte[1_000], Channel.Unreliable);
        client.Client.Send(new byte[300], Channel.Reliable);
        Assert.Equal(10_001, table.Server.Server.GetSendQueueBytes(client.ServerId));
        Assert.Equal(301, client.Client.GetSendQueueBytes());
        table.Server.Server.Flush();
        Assert.Equal(10_001, table.Server.Server.GetSendQueueBytes(client.ServerId));
        table.RunMs(200);
        Assert.Equal(0, table.Server.Server.GetSendQueueBytes(client.ServerId));
        Assert.Equal(0, client.Client.GetSendQueueBytes());
        Assert.Equal(0, table.Server.Server.GetSendQueueBytes(12_345));
    }

    // Many slow readers, each below its own limit.
    [Fact]
    [Trait("Attack", "K-15")]
    public void AllConnectionsTogetherHoldNoMoreThanTheirLimitAndTheLargestPaysForIt()
    {
        const int Limit = 3_000_000;
        using var table = new KcpTable(plain => new KcpTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            MaxSendQueueBytes = 2_000_000,
            MaxBufferedBytes = Limit,
        });
        ClientProbe[] slow = [.. Enumerable.Range(0, 3).Select(_ => table.AddConnectedClient())];
        ClientProbe good = table.AddConnectedClient();
        foreach (ClientProbe client in slow) table.Silence(client);
        int[] kilobytes = [800, 1_400, 600];
        for (int i = 0; i < slow.Length; i++)
        {
            for (int sent = 0; sent < kilobytes[i]; sent += 100) Assert.True(table.Server.Server.Send(slow[i].ServerId, new byte[100_000], Channel.Reliable));
        }
        Assert.True(table.Server.Server.Send(slow[2].ServerId, new byte[250_000], Channel.Reliable));
        Assert.InRange(table.Endpoint.Pool.RentedBytes, 1_500_000, Limit);
        table.RunMs(100);

        PulledEvent error = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.Equal((slow[1].ServerId, TransportError.Congestion), (error.ConnectionId, error.ErrorCode));
        Assert.Equal(slow[1].ServerId, Assert.Single(table.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.True(good.Client.IsConnected);
        foreach (ClientProbe client in slow) client.Dispose();
    }

    // Messages that are begun and never ended, on many connections.
    [Fact]
    [Trait("Attack", "K-10")]
    public void WhatIsReceivedAndNeverCompletedCountsToo()
    {
        const int Limit = 1_000_000;
        using var table = new KcpTable(plain => new KcpTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            MaxSendQueueBytes = 500_000,
            MaxBufferedBytes = Limit,
        });
        ClientProbe good = table.AddConnectedClient();
        ClientProbe bad = table.AddConnectedClient();
        uint cookie = table.CookieOf(bad);
        table.Silence(bad);
        for (uint number = 3; number < 2_000 && !table.Server.Of(TransportEventKind.Disconnected).Any(); number++)
        {
            table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(number, new byte[1_171])), KcpTable.AddressOfClient(2));
            if (number % 50 == 0) table.Step();
            Assert.InRange(table.Endpoint.Pool.RentedBytes, 0, Limit + 10_000);
        }

        PulledEvent error = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.Equal((bad.ServerId, TransportError.Congestion), (error.ConnectionId, error.ErrorCode));
        Assert.True(good.Client.IsConnected);
        bad.Dispose();
    }
}
