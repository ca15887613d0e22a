using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.WebSockets;

/// <summary>Mirror's recorded stream, damaged at random: the server must neither throw nor lose count of its connections.</summary>
public class HostileStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedStreamsHarmNobodyElse(int seed)
    {
        const int Peers = 60;
        var random = new Random(seed);
        byte[] stream = RecordedWebSession.Load().ClientFrames;
        using var rig = new WebSocketRig();
        ClientProbe other = rig.Bench.AddConnectedClient();

        for (int i = 0; i < Peers; i++)
        {
            using RawPeer peer = rig.Upgrade(out _);
            byte[] damaged = stream.AsSpan(0, random.Next(1, stream.Length)).ToArray();
            for (int flips = random.Next(1, 6); flips > 0; flips--) damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            peer.Send(damaged);
            rig.Bench.Tick();
        }
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Count() == Peers, $"all damaged peers of seed {seed} are gone");
        rig.Bench.Settle(other);

        Assert.Equal(Peers + 1, rig.Server.Connected.Count());
        Assert.Equal(Peers, rig.Server.Of(TransportEventKind.Disconnected).Select(pulled => pulled.ConnectionId).Distinct().Count());
        foreach (IGrouping<int, PulledEvent> life in rig.Server.Events.Where(pulled => pulled.ConnectionId != other.ServerId).GroupBy(pulled => pulled.ConnectionId))
        {
            Assert.Equal(TransportEventKind.Connected, life.First().Kind);
            Assert.Equal(TransportEventKind.Disconnected, life.Last().Kind);
        }
    }

    [Fact]
    public void AStopDoesNotWaitForPeersThatDoNotAnswer()
    {
        using var rig = new WebSocketRig();
        int port = rig.Port;
        using RawPeer upgraded = rig.Upgrade(out _);   // will never answer the Close
        using RawPeer halfway = RawPeer.Connect(port);
        halfway.Send("GET / HTTP/1.1\r\nHos");
        using RawPeer mute = RawPeer.Connect(port);
        long begun = TimeProvider.System.GetTimestamp();

        rig.Server.Server.Stop();

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 10);
        Assert.False(rig.Server.Server.IsActive);
        rig.Bench.WaitUntil(
            () =>
            {
                upgraded.Pump();
                halfway.Pump();
                mute.Pump();
                return upgraded.IsClosed && halfway.IsClosed && mute.IsClosed;
            },
            "all of them are cut off");
        rig.Server.Server.Start();
        rig.Bench.Settle(rig.Bench.AddConnectedClient());
    }
}
