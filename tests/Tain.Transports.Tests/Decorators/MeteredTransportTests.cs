using System.Diagnostics.Metrics;
using Tain.Kit;
using Tain.Transports.Contract;

namespace Tain.Transports.Decorators;

/// <summary>The contract around a counting transport, and what it counts.</summary>
public class MeteredTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    [Fact]
    public void ItCountsPacketsAndBytesByDirectionAndChannel()
    {
        using var onServer = new Traffic();
        using var onClient = new Traffic();
        Play(onServer, onClient);

        Assert.Equal(new TrafficCount(2, 7), onClient.GetSent(Channel.Reliable));
        Assert.Equal(new TrafficCount(1, 10), onClient.GetSent(Channel.Unreliable));
        Assert.Equal(new TrafficCount(3, 17), onClient.TotalSent);
        Assert.Equal(new TrafficCount(1, 100), onClient.TotalReceived);
        Assert.Equal(onClient.GetSent(Channel.Reliable), onServer.GetReceived(Channel.Reliable));
        Assert.Equal(onClient.GetSent(Channel.Unreliable), onServer.GetReceived(Channel.Unreliable));
        Assert.Equal(new TrafficCount(1, 100), onServer.GetSent(Channel.Unreliable));
        Assert.Equal(default, onServer.GetSent(Channel.Reliable));
    }

    [Fact]
    public void ACollectorReadsTheSameNumbersFromTheMeter()
    {
        string name = Guid.NewGuid().ToString();
        var collected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var onServer = new Traffic();
        using var onClient = new Traffic(name);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, collector) =>
            {
                if (instrument.Meter.Name == Traffic.MeterName) collector.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var byName = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
            if (byName.GetValueOrDefault("tain.transport") != name) return;   // other tests count too
            collected[$"{instrument.Name} {instrument.Unit} {byName["network.io.direction"]} {byName["tain.channel"]}"] = value;
        });
        listener.Start();
        Play(onServer, onClient);

        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "tain.transport.io By receive reliable 0",
                "tain.transport.io By receive unreliable 100",
                "tain.transport.io By transmit reliable 7",
                "tain.transport.io By transmit unreliable 10",
                "tain.transport.packets {packet} receive reliable 0",
                "tain.transport.packets {packet} receive unreliable 1",
                "tain.transport.packets {packet} transmit reliable 2",
                "tain.transport.packets {packet} transmit unreliable 1",
            ],
            collected.Select(pair => $"{pair.Key} {pair.Value}"));

        onClient.Dispose();
        collected.Clear();
        listener.RecordObservableInstruments();
        Assert.Empty(collected);
    }

    [Fact]
    public void AHostsFactoryMakesTheMeter()
    {
        using var factory = new Factory();
        using var traffic = new Traffic("kcp", factory);
        Assert.Equal(Traffic.MeterName, Assert.Single(factory.Made).Name);
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        using var traffic = new Traffic();
        var transport = new MeteredTransport(new MemoryTransport(), traffic);
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        server.Start();
        client.Connect("localhost");
        byte[] packet = new byte[100];

        void Run(int ticks)
        {
            for (int i = 0; i < ticks; i++)
            {
                while (server.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
                }

                server.Flush();
                while (client.TryReceive(out _))
                {
                }

                client.Send(packet, Channel.Reliable);
                client.Flush();
            }
        }

        Run(200);
        Assert.Equal(0, Allocations.Of(() => Run(3_000)));
        Assert.InRange(traffic.TotalReceived.Packets, 6_000, 6_400);
    }

    // Two reliable packets of 3 and 4 bytes and an unreliable one of 10 to the server, one of 100 back, and two that are refused.
    private static void Play(Traffic onServer, Traffic onClient)
    {
        var wire = new MemoryTransport { MaxPacketBytes = 1_000 };
        using var server = new ServerProbe(new MeteredTransport(wire, onServer).CreateServer());
        using var client = new ClientProbe(new MeteredTransport(wire, onClient).CreateClient());
        server.Server.Start();
        Assert.False(client.Client.Send([1], Channel.Reliable));
        client.Client.Connect("localhost");
        client.Tick();
        Assert.True(client.Client.Send(new byte[3], Channel.Reliable));
        Assert.True(client.Client.Send(new byte[4], Channel.Reliable));
        Assert.True(client.Client.Send(new byte[10], Channel.Unreliable));
        Assert.False(client.Client.Send(new byte[1_001], Channel.Reliable));
        client.Tick();
        server.Tick();
        Assert.True(server.Server.Send(server.Connected.Single(), new byte[100], Channel.Unreliable));
        server.Tick();
        client.Tick();
    }

    private sealed class Factory : IMeterFactory
    {
        public List<Meter> Made { get; } = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            Made.Add(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (Meter meter in Made) meter.Dispose();
        }
    }

    private sealed class Subject : TransportSubject
    {
        private readonly Traffic _traffic = new();

        public Subject() => Transport = new MeteredTransport(new MemoryTransport { MaxQueuedBytes = 1024 * 1024 }, _traffic);

        public override Transport Transport { get; }

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        protected override void Dispose(bool disposing)
        {
            if (disposing) _traffic.Dispose();
        }
    }
}
