using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>What the decorator is for: the game does nothing for a while, and nobody notices.</summary>
public class ThreadedStallTests
{
    private const int StallMs = 15_000;
    private const int StepMs = 10;

    [Fact]
    [Trait("Attack", "K-26")]
    public void AGameThatIsBlockedFor15SecondsKeepsItsConnections()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var pumps = new HandTurnedPumps();
        var transport = new ThreadedTransport(new KcpTransport { Sockets = wire, TimeProvider = wire.Clock }) { Pumps = pumps };
        using var line = new Line(transport, () => wire.AdvanceMs(StepMs), pumps.Turn);

        for (int ms = 0; ms < StallMs; ms += StepMs)
        {
            wire.AdvanceMs(StepMs);
            pumps.Turn();
        }

        line.AssertNothingWasLost();
    }

    [Fact]
    [Trait("Attack", "K-26")]
    public void WithoutItTheSameConnectionsEnd()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var transport = new KcpTransport { Sockets = wire, TimeProvider = wire.Clock };
        using var line = new Line(transport, () => wire.AdvanceMs(StepMs), static () => { });

        for (int ms = 0; ms < StallMs; ms += StepMs) wire.AdvanceMs(StepMs);

        line.Tick();
        line.Tick();
        Assert.Single(line.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "K-26")]
    public void SoItIsWithRealThreadsAndSockets()
    {
        var clock = new ManualClock();
        var pumps = new CountingPumps();
        var transport = new ThreadedTransport(new KcpTransport { Port = 0, DualMode = false, TimeProvider = clock }) { Pumps = pumps };
        using var line = new Line(transport, () => clock.AdvanceMs(StepMs), pumps.AwaitTicks);

        for (int ms = 0; ms < StallMs; ms += StepMs)
        {
            clock.AdvanceMs(StepMs);
            pumps.AwaitTicks();
        }

        line.AssertNothingWasLost();
    }

    /// <summary>A server and a client that are connected.</summary>
    private sealed class Line : IDisposable
    {
        private readonly Action _passTime;
        private readonly Action _turn;

        public Line(Transport transport, Action passTime, Action turn)
        {
            _passTime = passTime;
            _turn = turn;
            Server = new ServerProbe(transport.CreateServer());
            Client = new ClientProbe(transport.CreateClient());
            Server.Server.Start();
            Client.Client.Connect(new Uri($"kcp://{(Server.Server.Uri.Port == 7777 ? "10.0.0.1" : IPAddress.Loopback)}:{Server.Server.Uri.Port}"));
            WaitUntil(() => Client.Client.IsConnected && Server.Connected.Any());
        }

        public ServerProbe Server { get; }

        public ClientProbe Client { get; }

        public void Tick()
        {
            Client.Tick();
            Server.Tick();
        }

        /// <summary>Both still know each other, and what is sent arrives.</summary>
        public void AssertNothingWasLost()
        {
            Assert.True(Client.Client.Send([1, 2, 3], Channel.Reliable));
            Assert.True(Server.Server.Send(Server.Connected.Single(), [4, 5, 6], Channel.Reliable));
            WaitUntil(() => Client.Data.Any() && Server.Of(TransportEventKind.Data).Any());
            Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data], Client.Events.Select(pulled => pulled.Kind));
            Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data], Server.Events.Select(pulled => pulled.Kind));
        }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }

        private void WaitUntil(Func<bool> condition)
        {
            for (int i = 0; i < 1_000 && !condition(); i++)
            {
                Tick();
                _passTime();
                _turn();
            }
            Assert.True(condition(), $"Seen: {string.Join("; ", Server.Events)} | {string.Join("; ", Client.Events)}");
        }
    }
}
