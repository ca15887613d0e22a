using Tain.Kit;
using Tain.Transports.Contract;

namespace Tain.Transports.Memory;

public class MemoryTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    [Fact]
    public void PacketsAreSeenAfterFlushOnly()
    {
        using TransportBench bench = TransportBench.Started(new Subject());
        ClientProbe client = bench.AddConnectedClient();

        Assert.True(client.Client.Send([1], Channel.Reliable));
        Assert.False(bench.Server.Server.TryReceive(out _));
        client.Client.Flush();
        Assert.True(bench.Server.Server.TryReceive(out TransportEvent received));
        Assert.Equal(TransportEventKind.Data, received.Kind);
    }

    [Fact]
    public void WhatWasSentBeforeADisconnectStillArrives()
    {
        using TransportBench bench = TransportBench.Started(new Subject());
        ClientProbe client = bench.AddConnectedClient();

        bench.Server.Server.Send(client.ServerId, [1, 2], Channel.Reliable);
        bench.Server.Server.Disconnect(client.ServerId);
        client.Tick();

        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void UnreliablePacketsAreLostWhenTheQueueIsFull()
    {
        using TransportBench bench = TransportBench.Started(new Subject());
        ClientProbe client = bench.AddConnectedClient();

        for (int i = 0; i < 10_000; i++) Assert.True(client.Client.Send(new byte[1000], Channel.Unreliable));
        client.Client.Flush();
        bench.Server.Tick();

        Assert.InRange(bench.Server.DataFrom(client.ServerId).Count(), 100, 9_000);
        bench.Settle(client);
    }

    [Fact]
    public void AWarmWireAllocatesNothing()
    {
        var wire = new MemoryTransport();
        using TransportServer server = wire.CreateServer();
        using TransportClient client = wire.CreateClient();
        server.Start();
        client.Connect("localhost");
        byte[] packet = new byte[900];
        int id = 0;

        void Tick()
        {
            while (server.TryReceive(out TransportEvent received))
            {
                id = received.ConnectionId;
                if (received.Kind == TransportEventKind.Data) server.Send(id, received.Data, received.Channel);
            }
            server.Flush();
            while (client.TryReceive(out _))
            {
            }
            for (int i = 0; i < 20; i++) client.Send(packet, (Channel)(i % 2));
            client.Flush();
        }

        for (int i = 0; i < 200; i++) Tick();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++) Tick();
        }));
    }

    private sealed class Subject : TransportSubject
    {
        public override Transport Transport { get; } = new MemoryTransport { MaxQueuedBytes = 1024 * 1024 };

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");
    }
}
