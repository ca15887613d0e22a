using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.Decorators.Threaded;

public class ThreadedTransportTests
{
    private readonly HandTurnedPumps _pumps = new();
    private readonly LogBook _log = new();
    private readonly ScriptedServer _inner = new();

    private ThreadedTransport Scripted => new(new ScriptedTransport(_inner)) { Pumps = _pumps, LoggerFactory = _log };

    [Fact]
    [Trait("Attack", "M-05")]
    public void NothingOfAConnectionComesAfterTheGameHasEndedIt()
    {
        using TransportServer server = Started();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        for (byte i = 0; i < 10; i++)
        {
            byte number = i;
            _inner.Say(() => TransportEvent.Received(7, new byte[] { number }, Channel.Reliable));
        }
        _inner.Say(() => TransportEvent.Error(7, TransportError.Unexpected, "late"));
        _pumps.Turn();

        Assert.Equal(["Connected 7", "Data 7 Reliable 1 bytes"], Pull(server, 2));
        server.Disconnect(7);
        Assert.Empty(Pull(server));
        Assert.Equal("", server.GetAddress(7));
        Assert.False(server.Send(7, [1], Channel.Reliable));

        server.Flush();
        _pumps.Turn();
        Assert.Equal(["disconnect 7"], _inner.Calls);
        _inner.Say(() => TransportEvent.Disconnected(7));
        _pumps.Turn();
        Assert.Equal(["Disconnected 7"], Pull(server));
    }

    // The game is late: the connection it means has ended, and another has its id.
    [Fact]
    [Trait("Attack", "M-05")]
    public void WhatTheGameDoesToAnOldConnectionDoesNotHitANewOneWithItsId()
    {
        using TransportServer server = Started();
        _inner.Say(() => TransportEvent.Connected(7, "first"));
        _inner.Say(() => TransportEvent.Disconnected(7));
        _inner.Say(() => TransportEvent.Connected(7, "second"));
        _inner.Say(() => TransportEvent.Received(7, new byte[] { 2 }, Channel.Reliable));
        _pumps.Turn();

        Assert.Equal(["Connected 7"], Pull(server, 1));
        Assert.Equal("first", server.GetAddress(7));
        Assert.True(server.Send(7, [1], Channel.Reliable));
        server.Disconnect(7);
        server.Flush();
        _pumps.Turn();
        Assert.Empty(_inner.Calls);

        Assert.Equal(["Disconnected 7", "Connected 7", "Data 7 Reliable 1 bytes"], Pull(server));
        Assert.Equal("second", server.GetAddress(7));
        Assert.True(server.Send(7, [3], Channel.Reliable));
        server.Flush();
        _pumps.Turn();
        Assert.Equal(["send 7 3"], _inner.Calls);
    }

    [Fact]
    [Trait("Attack", "M-05")]
    public void AClientThatHasLeftHearsNothingMoreAndMayComeBackAtOnce()
    {
        var memory = new MemoryTransport();
        var transport = new ThreadedTransport(memory) { Pumps = _pumps };
        using var server = new ServerProbe(memory.CreateServer());
        using var client = new ClientProbe(transport.CreateClient());
        server.Server.Start();
        client.Client.Connect("localhost");
        Run(server, client);
        for (byte i = 0; i < 10; i++) server.Server.Send(1, [i], Channel.Reliable);
        server.Tick();
        _pumps.Turn();

        client.Client.Disconnect();
        client.Client.Connect("localhost");
        Run(server, client);

        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Disconnected, TransportEventKind.Connected], client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(2, server.Connected.Count());
        Assert.Single(server.Of(TransportEventKind.Disconnected));
        Assert.True(client.Client.IsConnected);
    }

    [Fact]
    public void AClientTellsWhatIsOnItsWayFromTheQueueToItsArrival()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var kcp = new KcpTransport { Sockets = wire, TimeProvider = wire.Clock };
        using var server = new ServerProbe(kcp.CreateServer());
        using var client = new ClientProbe(new ThreadedTransport(kcp) { Pumps = _pumps }.CreateClient());
        server.Server.Start();

        void Run()
        {
            for (int i = 0; i < 50; i++)
            {
                client.Tick();
                _pumps.Turn();
                server.Tick();
                wire.AdvanceMs(10);
            }
        }

        client.Client.Connect("10.0.0.1");
        Run();
        Assert.Equal(0, client.Client.GetSendQueueBytes());
        client.Client.Send(new byte[500], Channel.Reliable);
        Assert.Equal(500, client.Client.GetSendQueueBytes());
        client.Client.Flush();
        _pumps.Turn();
        Assert.InRange(client.Client.GetSendQueueBytes(), 500, 600);
        Run();
        Assert.Equal(0, client.Client.GetSendQueueBytes());

        client.Client.Send(new byte[500], Channel.Reliable);
        client.Client.Disconnect();
        Assert.Equal(0, client.Client.GetSendQueueBytes());
        client.Client.Connect("10.0.0.1");
        Run();
        Assert.True(client.Client.IsConnected);
        Assert.Equal(0, client.Client.GetSendQueueBytes());
    }

    [Fact]
    public void WhatWasFlushedBeforeAnEndIsSentBeforeIt()
    {
        using TransportServer server = Started();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        _pumps.Turn();
        Pull(server);
        _inner.OnFlush = () => _inner.Calls.Add("flush");

        server.Send(7, [9], Channel.Reliable);
        server.Flush();
        server.Disconnect(7);
        _pumps.Turn();

        Assert.Equal(["send 7 9", "flush", "disconnect 7", "flush"], _inner.Calls);
    }

    [Fact]
    public void AnExceptionOnTheOtherSideIsToldAndLoggedAndTheNextTickGoesOn()
    {
        using TransportServer server = Started();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        _inner.Say(() => throw new FormatException("a bad packet"));
        _inner.Say(() => TransportEvent.Received(7, new byte[] { 1 }, Channel.Reliable));
        _pumps.Turn();
        _pumps.Turn();

        string[] pulled = Pull(server);
        Assert.Equal(3, pulled.Length);
        Assert.StartsWith("Error 0 Unexpected", pulled[1], StringComparison.Ordinal);
        Assert.Contains("a bad packet", pulled[1], StringComparison.Ordinal);
        Assert.Equal("Data 7 Reliable 1 bytes", pulled[2]);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void AnEndpointThatAlwaysFailsIsGivenUpAndCanBeStartedAgain()
    {
        using TransportServer server = Started();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        _pumps.Turn();
        _inner.OnFlush = () => throw new FormatException("broken");
        for (int i = 0; i < 200; i++) _pumps.Turn();

        string[] pulled = [.. Pull(server), .. Pull(server)];
        Assert.Equal(["Connected 7", "Error 0 Unexpected", "Error 0 Unexpected", "Disconnected 7"], pulled.Select(line => string.Join(' ', line.Split(' ').Take(3))));
        Assert.False(server.IsActive);
        Assert.Equal(0, _pumps.Living);
        Assert.Equal(2, _log.Lines.Length);

        _inner.OnFlush = null;
        server.Start();
        Assert.True(server.IsActive);
        _inner.Say(() => TransportEvent.Connected(8, "here"));
        _pumps.Turn();
        Assert.Equal(["Connected 8"], Pull(server));
    }

    [Fact]
    public void AnAddressThatTheInnerTransportRefusesEndsTheAttempt()
    {
        using TransportClient client = new ThreadedTransport(new RefusingTransport()) { Pumps = _pumps }.CreateClient();
        client.Connect("anywhere");
        _pumps.Turn();
        var probe = new ClientProbe(client);
        probe.Tick();
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], probe.Events.Select(pulled => pulled.Kind));
        Assert.Contains("not today", probe.Events[0].Text, StringComparison.Ordinal);
        client.Connect("anywhere");
    }

    [Fact]
    public void AClientWithoutAConnectionLetsItsThreadRest()
    {
        var memory = new MemoryTransport();
        var transport = new ThreadedTransport(memory) { Pumps = _pumps };
        using var server = new ServerProbe(memory.CreateServer());
        server.Server.Start();
        using (var client = new ClientProbe(transport.CreateClient()))
        {
            Assert.Equal(0, _pumps.Living);
            client.Client.Connect("localhost");
            Run(server, client);
            Assert.Equal(1, _pumps.Busy);
            client.Client.Disconnect();
            Run(server, client);
            Assert.Equal((1, 0), (_pumps.Living, _pumps.Busy));
        }
        Assert.Equal(0, _pumps.Living);
    }

    [Fact]
    public void StoppingWaitsForAThreadThatHangsOnlySoLong()
    {
        using var hold = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        _inner.OnFlush = () =>
        {
            entered.Set();
            hold.Wait();
        };
        TransportServer server = new ThreadedTransport(new ScriptedTransport(_inner)) { LoggerFactory = _log, StopTimeoutMs = 20 }.CreateServer();
        server.Start();
        Assert.True(entered.Wait(TimeSpan.FromSeconds(60)));

        server.Stop();
        Assert.False(server.IsActive);
        Assert.Contains("has not ended", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(server.Start);
        server.Dispose();
        Assert.False(_inner.IsDisposed);

        hold.Set();
        CountingPumps.SpinUntil(() => _inner.IsDisposed, "the thread disposes what it was left with");
    }

    [Fact]
    public void TheQueuesAreInstruments()
    {
        using var meters = new TestMeters();
        using TransportServer server = new ThreadedTransport(new ScriptedTransport(_inner)) { Pumps = _pumps, Meters = meters, MaxReceiveQueueBytesPerConnection = 64 * 1024 }.CreateServer();
        server.Start();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        for (int i = 0; i < 100; i++) _inner.Say(() => TransportEvent.Received(7, new byte[1_000], Channel.Unreliable));
        _pumps.Turn();
        server.Flush();

        Assert.Equal(100 - (64 * 1024 / 1_000), meters["tain.threaded.dropped"]);
        Assert.InRange(meters["tain.threaded.queued"], 65_000, 70_000);
        Pull(server);
        server.Flush();
        Assert.Equal(0, meters["tain.threaded.queued"]);
    }

    [Theory]
    [InlineData(0, 1_000_000, 1_000_000, 1_000_000, 1_000, "TickMs")]
    [InlineData(1, 1_000, 1_000_000, 1_000_000, 1_000, "MaxReceiveQueueBytes")]
    [InlineData(1, 1_000_000, 1_000, 1_000_000, 1_000, "MaxReceiveQueueBytesPerConnection")]
    [InlineData(1, 1_000_000, 1_000_000, 1_000, 1_000, "MaxSendQueueBytes")]
    [InlineData(1, 1_000_000, 1_000_000, 1_000_000, 0, "StopTimeoutMs")]
    public void ASettingOutOfRangeIsNamed(int tick, int receive, int share, int send, int stop, string name)
    {
        var transport = new ThreadedTransport(new MemoryTransport())
        {
            TickMs = tick,
            MaxReceiveQueueBytes = receive,
            MaxReceiveQueueBytesPerConnection = share,
            MaxSendQueueBytes = send,
            StopTimeoutMs = stop,
            Pumps = _pumps,
        };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateServer).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateClient).ParamName);
    }

    [Fact]
    public void AMemoryWireIsRefusedBecauseItsEndsAreOneThreads()
    {
        var transport = new ThreadedTransport(new MemoryTransport());
        Assert.Throws<InvalidOperationException>(transport.CreateServer);
        Assert.Throws<InvalidOperationException>(transport.CreateClient);
    }

    private static string[] Pull(TransportServer server, int most = int.MaxValue)
    {
        var pulled = new List<string>();
        while (pulled.Count < most && server.TryReceive(out TransportEvent received)) pulled.Add(PulledEvent.From(received).ToString());
        return [.. pulled];
    }

    private TransportServer Started()
    {
        TransportServer server = Scripted.CreateServer();
        server.Start();
        return server;
    }

    private void Run(ServerProbe server, ClientProbe client)
    {
        for (int i = 0; i < 5; i++)
        {
            _pumps.Turn();
            server.Tick();
            client.Tick();
        }
    }

    private sealed class RefusingTransport : Transport
    {
        public override string Scheme => "never";

        public override TransportServer CreateServer() => throw new NotSupportedException();

        public override TransportClient CreateClient() => new RefusingClient(new MemoryTransport().CreateClient());
    }

    private sealed class RefusingClient(TransportClient inner) : MiddlewareClient(inner)
    {
        public override void Connect(string address) => throw new FormatException("not today");
    }
}
