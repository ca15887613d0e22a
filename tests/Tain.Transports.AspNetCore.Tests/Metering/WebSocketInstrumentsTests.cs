using Tain.Transports.Contract;
using Tain.Transports.WebSockets;
using Tain.Transports.Wire;

namespace Tain.Transports.Metering;

public class WebSocketInstrumentsTests
{
    [Fact]
    public void ConnectionsAreALevelAndWhoEndedThemIsCounted()
    {
        using var meters = new TestMeters();
        using WebSocketRig rig = Metered(meters);
        ClientProbe first = rig.Bench.AddConnectedClient();
        rig.Bench.AddConnectedClient();
        using RawPeer bad = rig.Upgrade(out int id);
        Assert.Equal(3, meters["tain.websocket.connections:server"]);
        Assert.Equal(2, meters["tain.websocket.connections:client"]);

        bad.Send(new Frame(Frame.Text, [1]).ToBytes());
        first.Client.Disconnect();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Count() == 2 && first.Of(TransportEventKind.Disconnected).Any(), "two are gone");
        Assert.Equal(1, meters["tain.websocket.connections:server"]);
        Assert.Equal(1, meters["tain.websocket.connections:client"]);
        Assert.Equal(3, meters["tain.websocket.connects:server"]);
        Assert.Equal(1, meters["tain.websocket.disconnects:InvalidReceive"]);
        Assert.Equal(2, meters["tain.websocket.disconnects:ConnectionClosed"]);   // the client's own, and the server's view of it
        Assert.Equal("{connection}", meters.Units["tain.websocket.connects"]);
    }

    [Fact]
    public void RefusalsAreCountedByReason()
    {
        using var meters = new TestMeters();
        using WebSocketRig rig = Metered(meters);
        foreach (string request in (string[])[HttpHead.Request(path: "/admin"), HttpHead.Request(without: "Sec-WebSocket-Key"), HttpHead.Request(without: "Sec-WebSocket-Version")])
        {
            using RawPeer refused = rig.Request(request, out _);
        }
        using RawPeer slow = RawPeer.Connect(rig.Port);
        rig.Bench.WaitUntil(() => meters["tain.websocket.handshakes"] > 0, "the slow one is on its way");
        rig.Bench.WaitUntil(() => meters["tain.websocket.refused:HandshakeTooSlow"] > 0, "the slow one is cut off");
        using (RawPeer leaving = RawPeer.Connect(rig.Port)) leaving.Send("GET / HTTP");
        rig.Bench.WaitUntil(() => meters["tain.websocket.refused:Abandoned"] > 0 && meters["tain.websocket.handshakes"] == 0, "the leaving one is counted");

        foreach (StreamRefusal once in (StreamRefusal[])[StreamRefusal.WrongPath, StreamRefusal.NotAnUpgrade, StreamRefusal.WrongVersion, StreamRefusal.HandshakeTooSlow])
            Assert.Equal(1, meters[$"tain.websocket.refused:{once}"]);
        Assert.Equal(0, meters["tain.websocket.connects"]);
    }

    [Fact]
    public void BytesThatWaitAndPausesAreSeenAndNothingStaysOfAnEndpointThatStopped()
    {
        using var meters = new TestMeters();
        using (WebSocketRig rig = Metered(meters))
        {
            using RawPeer peer = rig.Upgrade(out int id);
            for (int i = 0; i < 300; i++) Assert.True(rig.Server.Server.Send(id, new byte[10_000], Channel.Reliable));
            rig.Server.Server.Flush();
            Assert.InRange(meters["tain.websocket.queued:transmit"], 1, 5_000_000);
            for (int i = 0; i < 1000; i++) peer.Send(new Frame(Frame.Ping, new byte[125]).ToBytes());
            rig.Bench.WaitUntil(
                () =>
                {
                    peer.Pump();
                    return meters["tain.websocket.throttled"] > 0;
                },
                "the pings are held back");
        }
        Assert.Equal(0, meters["tain.websocket.queued"]);
        Assert.Equal(0, meters["tain.websocket.connections"]);
        Assert.Equal(0, meters["tain.websocket.handshakes"]);
    }

    private static WebSocketRig Metered(TestMeters meters) => new(usual => new WebSocketTransport
    {
        Port = 0,
        ListenAddress = usual.ListenAddress,
        TimeProvider = usual.TimeProvider,
        HandshakeTimeout = TimeSpan.FromSeconds(2),
        Meters = meters,
    });
}
