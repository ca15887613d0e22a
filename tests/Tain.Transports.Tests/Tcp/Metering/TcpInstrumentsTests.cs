using Tain.Transports.Contract;
using Tain.Transports.Metering;

namespace Tain.Transports.Tcp.Metering;

public class TcpInstrumentsTests
{
    [Fact]
    public void ConnectionsEndsAndRefusalsAreCounted()
    {
        using var meters = new TestMeters();
        using (TcpRig rig = new((log, clock) => new TcpTransport { Port = 0, LoggerFactory = log, TimeProvider = clock, MaxConnections = 2, Meters = meters }))
        {
            ClientProbe client = rig.Bench.AddConnectedClient();
            using RawPeer bad = rig.Join(out _);
            using RawPeer refused = RawPeer.Connect(rig.Port);
            rig.Bench.WaitUntil(() => meters["tain.tcp.refused:ServerFull"] > 0, "the third is refused");
            Assert.Equal(2, meters["tain.tcp.connections:server"]);
            Assert.Equal(1, meters["tain.tcp.connections:client"]);

            bad.Send([0xFF, 0xFF, 0xFF, 0xFF]);
            rig.Bench.WaitUntil(() => meters["tain.tcp.disconnects:InvalidReceive"] > 0, "the bad one is gone");
            Assert.Equal(1, meters["tain.tcp.connections:server"]);
            Assert.True(rig.Server.Server.Send(client.ServerId, new byte[10_000], Channel.Reliable));
            Assert.Equal(0, meters["tain.tcp.queued:transmit"]);   // told once per tick
            client.Client.Send([1], Channel.Reliable);
            rig.Bench.Settle(client);
            Assert.Equal(2, meters["tain.tcp.connects:server"]);
            Assert.Equal(1, meters["tain.tcp.refused"]);
        }
        Assert.Equal(0, meters["tain.tcp.connections"]);
        Assert.Equal(0, meters["tain.tcp.queued"]);
        Assert.Equal("By", meters.Units["tain.tcp.queued"]);
    }
}
