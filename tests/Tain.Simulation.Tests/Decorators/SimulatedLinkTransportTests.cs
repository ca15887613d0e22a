using Tain.Kit;
using Tain.Transports;
using Tain.Transports.Contract;

namespace Tain.Simulation.Tests.Decorators;

/// <summary>A slow line that loses nothing keeps every promise of a transport.</summary>
public class SimulatedLinkTransportTests : TransportContract
{
    private static readonly LinkProfile s_slow = LinkProfile.Perfect with { Delay = TimeSpan.FromMilliseconds(30), Jitter = TimeSpan.FromMilliseconds(5) };

    protected override TransportSubject CreateSubject() => new Subject();

    [Fact]
    public void APacketTakesItsTimeInBothDirections()
    {
        using var line = new Line(s_slow);
        line.Client.Send([1], Channel.Reliable);
        line.Tick(20);
        Assert.Empty(line.ServerReceived);
        line.Tick(100);
        Assert.Single(line.ServerReceived);
        line.Server.Send(line.Id, [2], Channel.Reliable);
        line.Tick(20);
        Assert.Empty(line.ClientReceived);
        line.Tick(100);
        Assert.Single(line.ClientReceived);
    }

    [Theory, InlineData(1UL), InlineData(2UL), InlineData(3UL)]
    public void OnABadLineReliablePacketsArriveInOrderAndUnreliableOnesAreSpoiled(ulong seed)
    {
        using var line = new Line(LinkProfile.BadMobile, seed);
        for (int i = 0; i < 200; i++)
        {
            line.Client.Send([(byte)i], Channel.Reliable);
            line.Client.Send([(byte)i], Channel.Unreliable);
            line.Tick(10);
        }

        line.Tick(10_000);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (byte)i), line.ServerReceived.Where(r => r.Channel == Channel.Reliable).Select(r => r.Value));
        byte[] unreliable = [.. line.ServerReceived.Where(r => r.Channel == Channel.Unreliable).Select(r => r.Value)];
        Assert.InRange(unreliable.Length, 100, 199);
        Assert.NotEqual(unreliable.Order(), unreliable);
    }

    [Fact]
    public void TheSameSeedSpoilsTheSamePackets()
    {
        Assert.Equal(Run(4), Run(4));
        Assert.NotEqual(Run(4), Run(5));

        static List<(byte, Channel)> Run(ulong seed)
        {
            using var line = new Line(LinkProfile.BadMobile, seed);
            for (int i = 0; i < 100; i++)
            {
                line.Client.Send([(byte)i], Channel.Unreliable);
                line.Tick(10);
            }

            return line.ServerReceived;
        }
    }

    [Fact]
    public void ALateSecondIdOfADeadConnectionGetsNothingOfItsPredecessor()
    {
        using var line = new Line(s_slow);
        line.Client.Send([1], Channel.Reliable);
        line.Client.Disconnect();
        line.Tick(10);
        line.Connect();
        line.Tick(1_000);
        Assert.Empty(line.ServerReceived);
    }

    [Fact]
    public void AWarmLineAllocatesNothing()
    {
        using var line = new Line(LinkProfile.BadMobile) { Records = false };
        byte[] packet = new byte[100];

        void Run(int ticks)
        {
            for (int i = 0; i < ticks; i++)
            {
                line.Client.Send(packet, Channel.Reliable);
                line.Client.Send(packet, Channel.Unreliable);
                line.Tick(20);
            }
        }

        Run(3_000);
        Assert.Equal(0, Allocations.Of(() => Run(1_000)));
    }

    private sealed class Line : IDisposable
    {
        private readonly MemoryTransport _wire;
        private readonly SimulatedClock _clock = new();

        public Line(LinkProfile profile, ulong seed = 1)
        {
            _wire = new MemoryTransport { TimeProvider = _clock };
            var transport = new SimulatedLinkTransport(_wire, profile, seed);
            Server = transport.CreateServer();
            Client = transport.CreateClient();
            Server.Start();
            Connect();
        }

        public TransportServer Server { get; }

        public TransportClient Client { get; }

        public int Id { get; private set; }

        public bool Records { get; init; } = true;

        public List<(byte Value, Channel Channel)> ServerReceived { get; } = [];

        public List<(byte Value, Channel Channel)> ClientReceived { get; } = [];

        public void Connect()
        {
            Client.Connect("localhost");
            Tick(0);
        }

        public void Tick(int milliseconds)
        {
            for (int i = 0; i <= milliseconds; i++)
            {
                if (i > 0) _clock.Advance(TimeSpan.FromMilliseconds(1));
                while (Server.TryReceive(out TransportEvent received))
                {
                    if (received.Kind == TransportEventKind.Connected) Id = received.ConnectionId;
                    if (Records && received.Kind == TransportEventKind.Data) ServerReceived.Add((received.Data[0], received.Channel));
                }

                while (Client.TryReceive(out TransportEvent received))
                {
                    if (Records && received.Kind == TransportEventKind.Data) ClientReceived.Add((received.Data[0], received.Channel));
                }

                Server.Flush();
                Client.Flush();
            }
        }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }

    private sealed class Subject : TransportSubject
    {
        private readonly SimulatedClock _clock = new();
        private TimeSpan _stopAt;

        public Subject() =>
            Transport = new SimulatedLinkTransport(new MemoryTransport { TimeProvider = _clock, MaxQueuedBytes = 1024 * 1024 }, s_slow, 1) { MaxHeldBackBytes = 1024 * 1024 };

        public override Transport Transport { get; }

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override void BeginWait() => _stopAt = _clock.Elapsed + TimeSpan.FromSeconds(20);

        public override bool Step()
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            return _clock.Elapsed < _stopAt;
        }
    }
}
