using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>The size of a datagram, and all that follows from it (transports.md 2.3 and 1.5).</summary>
public class KcpMtuTests
{
    [Theory]
    [InlineData(1_200, 0, 4_096, 297_433, 1_194)]
    [InlineData(1_200, 0, 128, 148_716, 1_194)]
    [InlineData(1_200, 13, 4_096, 294_131, 1_181)]
    [InlineData(256, 0, 255, 57_657, 250)]
    public void TheLimitsFollowFromTheMtu(int mtu, int overheadBytes, int window, int reliable, int unreliable)
    {
        var transport = new KcpTransport { Mtu = mtu, ReceiveWindowSize = window, Sockets = new Narrow(new Wire(new ManualClock()), overheadBytes) };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();

        Assert.Equal((reliable, unreliable), (server.GetMaxPacketBytes(Channel.Reliable), server.GetMaxPacketBytes(Channel.Unreliable)));
        Assert.Equal((reliable, unreliable), (client.GetMaxPacketBytes(Channel.Reliable), client.GetMaxPacketBytes(Channel.Unreliable)));
        Assert.Equal(unreliable, server.GetBatchThresholdBytes(Channel.Unreliable));
        // One segment, and two acknowledgements beside it.
        Assert.Equal(unreliable - (3 * 24), server.GetBatchThresholdBytes(Channel.Reliable));
        Assert.Equal(unreliable - (3 * 24), client.GetBatchThresholdBytes(Channel.Reliable));
    }

    [Theory]
    [InlineData(256, 0)]
    [InlineData(1_200, 13)]
    [InlineData(8_972, 0)]
    public void DatagramsFillTheMtuAndNeverExceedIt(int mtu, int overheadBytes)
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 5 };
        int largest = 0;
        wire.Script = datagram =>
        {
            largest = Math.Max(largest, datagram.Bytes.Length);
            return Fate.Ok;
        };
        using var table = new KcpTable(
            plain => new KcpTransport { Mtu = mtu, Sockets = new Narrow(plain.Sockets, overheadBytes), TimeProvider = plain.TimeProvider }, wire);
        ClientProbe client = table.AddConnectedClient();
        byte[] reliable = [.. Enumerable.Range(0, client.Client.GetMaxPacketBytes(Channel.Reliable)).Select(i => (byte)i)];
        Assert.True(client.Client.Send(reliable, Channel.Reliable));
        Assert.True(client.Client.Send(reliable.AsSpan(0, client.Client.GetMaxPacketBytes(Channel.Unreliable)), Channel.Unreliable));
        Assert.False(client.Client.Send(reliable.AsSpan(0, client.Client.GetMaxPacketBytes(Channel.Unreliable) + 1), Channel.Unreliable));
        table.RunUntil(() => table.Server.DataFrom(client.ServerId).Count() == 2, 20_000);

        Assert.Equal(reliable, table.Server.DataFrom(client.ServerId).Single(data => data.Channel == Channel.Reliable).Data);
        Assert.Equal(mtu - overheadBytes, largest);
    }

    [Fact]
    public void AnMtuThatLeavesNoRoomIsRefusedByName()
    {
        foreach (KcpTransport wrong in new[]
        {
            new KcpTransport { Mtu = 255 }, new KcpTransport { Mtu = 8_973 },
            new KcpTransport { Mtu = 256, Sockets = new Narrow(new Wire(new ManualClock()), 200) },
            new KcpTransport { Sockets = new Narrow(new Wire(new ManualClock()), -1) },
        })
        {
            Assert.Contains("KcpTransport.Mtu", Assert.Throws<ArgumentOutOfRangeException>(wrong.CreateServer).Message);
            Assert.Contains("KcpTransport.Mtu", Assert.Throws<ArgumentOutOfRangeException>(wrong.CreateClient).Message);
        }
    }

    /// <summary>A network whose datagrams carry a header of somebody else.</summary>
    private sealed class Narrow(DatagramSocketFactory inner, int overheadBytes) : DatagramSocketFactory
    {
        public override int OverheadBytes => overheadBytes;

        public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => inner.Bind(port, options);

        public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) => inner.Open(remote, options);

        public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => inner.ResolveAsync(host, port, cancellation);
    }
}
