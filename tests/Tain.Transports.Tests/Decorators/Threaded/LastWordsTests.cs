using Tain.Transports.Contract;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>
/// What the game flushes before it ends something leaves first, whatever the network's thread is doing just then. The inner endpoints call back in the middle of a tick, at places where
/// the game's thread could do the same.
/// </summary>
public class LastWordsTests
{
    private readonly HandTurnedPumps _pumps = new();
    private readonly ScriptedServer _innerServer = new();
    private readonly ScriptedClient _innerClient = new();

    private ThreadedTransport Scripted => new(new ScriptedTransport(_innerServer, _innerClient)) { Pumps = _pumps };

    [Fact]
    public void AConnectionThatIsEndedWhileTheThreadSendsGetsThem()
    {
        using TransportServer server = Scripted.CreateServer();
        server.Start();
        _innerServer.Say(() => TransportEvent.Connected(7, "here"));
        _pumps.Turn();
        Assert.True(server.TryReceive(out _));

        _innerServer.OnSend = () =>
        {
            _innerServer.OnSend = null;
            Assert.True(server.Send(7, [2], Channel.Reliable));
            server.Flush();
            server.Disconnect(7);
        };
        Assert.True(server.Send(7, [1], Channel.Reliable));
        server.Flush();
        _pumps.Turn();
        _pumps.Turn();
        Assert.Equal(["send 7 1", "send 7 2", "disconnect 7"], _innerServer.Calls);
    }

    [Fact]
    public void AnEndSurvivesATickThatFails()
    {
        using TransportServer server = Scripted.CreateServer();
        server.Start();
        _innerServer.Say(() => TransportEvent.Connected(7, "here"));
        _pumps.Turn();
        Assert.True(server.TryReceive(out _));

        server.Disconnect(7);
        _innerServer.OnFlush = () =>
        {
            _innerServer.OnFlush = null;
            throw new InvalidOperationException("The network is down for a moment.");
        };
        _pumps.Turn();
        _pumps.Turn();
        Assert.Equal(["disconnect 7"], _innerServer.Calls);
    }

    [Fact]
    public void AServerThatStopsWhileTheThreadReceivesSendsThem()
    {
        var limits = new ThreadedLimits(65_536, 65_536, 65_536, TimeSpan.FromSeconds(1));
        var box = new ThreadedMailbox(limits, largestPacketBytes: 1_000);
        var pump = new ThreadedServerPump(_innerServer, box, limits.MaxReceiveQueueBytesPerConnection, new LogBook().CreateLogger("pump"));
        _innerServer.Start();
        _innerServer.Say(() => TransportEvent.Connected(7, "here"));
        pump.Tick();
        int session = box.Events.TryPeek(out ThreadedRecord connected) ? connected.Session : 0;

        _innerServer.Say(() =>
        {
            box.Requests.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, 7, session, (byte)Channel.Reliable, [9]));
            box.Requests.Publish();
            pump.End.Ask();
            return TransportEvent.Received(7, new byte[] { 1 }, Channel.Reliable);
        });
        TickToTheEnd(pump);
        Assert.Equal(["send 7 9", "stop"], _innerServer.Calls);
    }

    [Fact]
    public void AClientThatLeavesWhileTheThreadSendsSendsThem()
    {
        using TransportClient client = Scripted.CreateClient();
        client.Connect("somewhere");
        _pumps.Turn();
        Assert.True(client.TryReceive(out _));

        _innerClient.OnSend = () =>
        {
            _innerClient.OnSend = null;
            Assert.True(client.Send([2], Channel.Reliable));
            client.Flush();
            client.Disconnect();
        };
        Assert.True(client.Send([1], Channel.Reliable));
        client.Flush();
        _pumps.Turn();
        _pumps.Turn();
        Assert.Equal(["send 1", "send 2", "disconnect"], _innerClient.Calls);
    }

    [Fact]
    public void AClientThatIsDisposedWhileTheThreadReceivesSendsThem()
    {
        var requests = new ThreadedQueue(65_536, 1_000);
        var pump = new ThreadedClientPump(_innerClient, requests, new ThreadedQueue(65_536, 1_000), new LogBook().CreateLogger("pump"));
        requests.TryAppendText(ThreadedRecordKind.ConnectToHost, 0, 1, 0, "somewhere");
        requests.Publish();
        pump.Tick();

        _innerClient.OnReceive = () =>
        {
            _innerClient.OnReceive = null;
            requests.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, 0, 1, (byte)Channel.Reliable, [9]));
            requests.Publish();
            pump.EndSession(1);
            pump.End.Ask();
        };
        TickToTheEnd(pump);
        Assert.Equal(["send 9", "disconnect"], _innerClient.Calls);
    }

    private static void TickToTheEnd(IPump pump)
    {
        for (int i = 0; i < 10; i++)
        {
            if (pump.Tick() == PumpState.Ended) return;
        }
        Assert.Fail("The pump has not ended.");
    }
}
