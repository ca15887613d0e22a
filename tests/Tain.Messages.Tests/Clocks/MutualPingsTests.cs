using Tain.Messages;
using Tain.Simulation;
using Tain.Transports;

namespace Tain.Tests.Clocks;

/// <summary>Pings between two that both may wait for each other's, see <see cref="EndpointOptions.PingsRideAlong"/>.</summary>
public class MutualPingsTests
{
    private const int Seconds = 10;
    private const int MostPings = Seconds * 10;
    private const int SlowPings = MostPings / 2;

    [Fact]
    public void WithoutItEachPingAndEachAnswerIsAPacket()
    {
        Line line = Talk(serverRides: false, clientRides: false, wayFrames: 3);
        Assert.InRange(line.ToServer.Packets, (2 * MostPings) - 20, 2 * MostPings);
        Assert.InRange(line.ToClient.Packets, (2 * MostPings) - 20, 2 * MostPings);
    }

    [Fact]
    public void OneSideAloneRidesAtFullRate()
    {
        Line server = Talk(serverRides: true, clientRides: false, wayFrames: 3);
        Assert.InRange(server.ToClient.Packets, MostPings - 10, MostPings + 5);
        Assert.InRange(server.ToClient.Pings, MostPings - 10, MostPings + 1);

        Line client = Talk(serverRides: false, clientRides: true, wayFrames: 3);
        Assert.InRange(client.ToServer.Packets, MostPings - 10, MostPings + 5);
        Assert.InRange(client.ToServer.Pings, MostPings - 10, MostPings + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void BothMeasureWithThreePacketsOnAShortWay(int wayFrames)
    {
        Line line = Talk(serverRides: true, clientRides: true, wayFrames);
        Assert.InRange(line.ToServer.Packets + line.ToClient.Packets, 3 * (SlowPings - 5), 3 * (SlowPings + 2));
        Assert.InRange(line.ToServer.Pings, SlowPings - 5, SlowPings + 2);
        Assert.InRange(line.ToClient.Pings, SlowPings - 5, SlowPings + 2);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(50)]
    public void OnALongWayNeitherPingsLessThanEverySecondIntervalNorMuchMoreThanWithout(int wayFrames)
    {
        Line line = Talk(serverRides: true, clientRides: true, wayFrames);
        foreach (Direction direction in (Direction[])[line.ToServer, line.ToClient])
        {
            Assert.InRange(direction.Pings, SlowPings - 15, MostPings * 4 / 3);
            Assert.InRange(direction.Packets, 0, 2 * MostPings);
        }
    }

    [Fact]
    public void WhatBothMeasureIsTheRoundTrip()
    {
        using var talk = new Conversation(serverRides: true, clientRides: true, wayFrames: 5);
        talk.Run(Seconds * 100);
        const double RoundTrip = 0.1;   // ten frames
        Assert.InRange(talk.Client.Time.rtt, RoundTrip, RoundTrip + 0.03);
        Assert.InRange(talk.Server.Connections.Values.Single().rtt, RoundTrip, RoundTrip + 0.03);
    }

    private static Line Talk(bool serverRides, bool clientRides, int wayFrames)
    {
        using var talk = new Conversation(serverRides, clientRides, wayFrames);
        talk.Run(Seconds * 100);
        Assert.Empty(talk.Log.Lines);
        return talk.Line;
    }

    /// <summary>A server and a client of whole endpoints, and between them somebody who carries each packet after some frames and counts.</summary>
    private sealed class Conversation : IDisposable
    {
        private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(10);

        private readonly SimulatedClock _clock = new();
        private readonly TransportServer _door;
        private readonly TransportClient _out;
        private int _guest;

        public Conversation(bool serverRides, bool clientRides, int wayFrames)
        {
            MemoryTransport near = new(), far = new();
            Line = new Line(wayFrames);
            Server = new MessageServer(far.CreateServer(), new MessageServerOptions { TimeProvider = _clock, Logger = Log, PingsRideAlong = serverRides });
            Server.Start();
            _door = near.CreateServer();
            _door.Start();
            _out = far.CreateClient();
            _out.Connect("memory");
            Client = new MessageClient(near.CreateClient(), new MessageClientOptions { TimeProvider = _clock, Logger = Log, PingsRideAlong = clientRides });
            Client.Connect("memory");
        }

        public CollectingLogger Log { get; } = new();

        public Line Line { get; }

        public MessageServer Server { get; }

        public MessageClient Client { get; }

        public void Run(int frames)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                _clock.Advance(s_frame);
                Server.Receive();
                Client.Receive();
                Server.Flush();
                Client.Flush();
                Carry(frame);
            }
        }

        public void Dispose()
        {
            Client.Dispose();
            _door.Dispose();
            _out.Dispose();
            Server.Dispose();
        }

        private void Carry(int frame)
        {
            while (_door.TryReceive(out TransportEvent fromClient))
            {
                if (fromClient.Kind == TransportEventKind.Connected) _guest = fromClient.ConnectionId;
                if (fromClient.Kind == TransportEventKind.Data) Line.ToServer.Add(frame, fromClient.Data);
            }
            while (_out.TryReceive(out TransportEvent fromServer))
            {
                if (fromServer.Kind == TransportEventKind.Data) Line.ToClient.Add(frame, fromServer.Data);
            }
            while (Line.ToServer.TryTake(frame, out byte[] packet)) _out.Send(packet, Channel.Unreliable);
            while (Line.ToClient.TryTake(frame, out byte[] packet)) _door.Send(_guest, packet, Channel.Unreliable);
            _out.Flush();
            _door.Flush();
        }
    }

    private sealed class Line(int wayFrames)
    {
        public Direction ToServer { get; } = new(wayFrames);

        public Direction ToClient { get; } = new(wayFrames);
    }

    private sealed class Direction(int wayFrames)
    {
        private readonly Queue<(int Arrives, byte[] Packet)> _underWay = new();

        public int Packets { get; private set; }

        public int Pings { get; private set; }

        public void Add(int frame, ReadOnlySpan<byte> packet)
        {
            Packets++;
            if (TestMessages.Contains<NetworkPingMessage>(packet)) Pings++;
            _underWay.Enqueue((frame + wayFrames, packet.ToArray()));
        }

        public bool TryTake(int frame, out byte[] packet)
        {
            packet = [];
            if (!_underWay.TryPeek(out (int Arrives, byte[] Packet) next) || next.Arrives > frame) return false;
            packet = _underWay.Dequeue().Packet;
            return true;
        }
    }
}
