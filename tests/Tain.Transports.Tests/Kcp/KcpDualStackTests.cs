using System.Net;
using Microsoft.Extensions.Logging;
using Tain.Tests;
using Tain.Transports.Contract;
using Tain.Transports.Processes;

namespace Tain.Transports.Kcp;

/// <summary>IPv4 and IPv6 on the system's sockets: who reaches whom, under which address, and what the system grants.</summary>
public class KcpDualStackTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ClientsOfBothFamiliesPlayOnOneServer(bool batching)
    {
        using var subject = new KcpLoopbackSubject(dualMode: true, IPAddress.IPv6Loopback, batching);
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe modern = bench.AddConnectedClient();
        ClientProbe old = bench.AddClient();
        old.Client.Connect(new Uri($"kcp://127.0.0.1:{bench.Server.Server.Uri.Port}"));
        bench.WaitUntil(() => old.Client.IsConnected && bench.Server.Connected.Count() == 2, "the IPv4 client is in");
        old.ServerId = bench.Server.Connected.Last();

        Assert.Equal("::1", bench.Server.Server.GetAddress(modern.ServerId));
        Assert.Equal("127.0.0.1", bench.Server.Server.GetAddress(old.ServerId));
        foreach (Channel channel in Enum.GetValues<Channel>())
        {
            modern.Client.Send([6], channel);
            old.Client.Send([4], channel);
            bench.Server.Server.Send(modern.ServerId, [16], channel);
            bench.Server.Server.Send(old.ServerId, [14], channel);
        }
        bench.WaitUntil(() => bench.Server.Of(TransportEventKind.Data).Count() == 4 && modern.Data.Count() == 2 && old.Data.Count() == 2, "all has arrived");
        Assert.All(bench.Server.DataFrom(modern.ServerId), pulled => Assert.Equal([6], pulled.Data));
        Assert.All(bench.Server.DataFrom(old.ServerId), pulled => Assert.Equal([4], pulled.Data));
        Assert.All(modern.Data, pulled => Assert.Equal([16], pulled.Data));
        Assert.All(old.Data, pulled => Assert.Equal([14], pulled.Data));
    }

    [Fact]
    public void AnIPv4ServerIsNotReachedOverIPv6()
    {
        using var subject = new KcpLoopbackSubject(dualMode: false, IPAddress.Loopback);
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe modern = bench.AddClient();
        modern.Client.Connect(new Uri($"kcp://[::1]:{bench.Server.Server.Uri.Port}"));
        bench.WaitUntil(() => modern.Of(TransportEventKind.Disconnected).Any(), "the IPv6 client gives up");
        Assert.Equal(TransportError.Refused, Assert.Single(modern.Of(TransportEventKind.Error)).ErrorCode);
        Assert.True(bench.AddConnectedClient().Client.IsConnected);
    }

    // Whether a system has IPv6 is asked once per process, so the server without it is a process of its own.
    [Fact]
    public async Task ADualServerOnASystemWithoutIPv6TakesIPv4()
    {
        using PeerProcess server = await PeerProcess.ServeWithoutIPv6Async("kcp-dual");
        using PeerProcess old = PeerProcess.Connect("kcp", server.Uri);
        Assert.EndsWith(" 127.0.0.1", await server.WaitForAsync("connected "), StringComparison.Ordinal);
        await old.WaitForAsync("connected ");

        // The socket really is IPv4: the machine of this test has IPv6, and nobody listens there.
        using PeerProcess modern = PeerProcess.Connect("kcp", new Uri($"kcp://[::1]:{server.Uri.Port}"));
        Assert.Contains("Refused", await modern.WaitForAsync("error "), StringComparison.Ordinal);
    }

    [Fact]
    public void BuffersThatTheSystemCutsAreToldAndOthersAreNot()
    {
        Assert.Contains("receive buffer", LinesOfServerWith(1 << 30), StringComparison.Ordinal);
        Assert.Contains("send buffer", LinesOfServerWith(1 << 30), StringComparison.Ordinal);
        Assert.Equal("", LinesOfServerWith(65_536));
    }

    private static string LinesOfServerWith(int bufferBytes)
    {
        var lines = new RecordedLog(LogLevel.Trace);
        using TransportServer server = new KcpTransport { Port = 0, ReceiveBufferBytes = bufferBytes, SendBufferBytes = bufferBytes, LoggerFactory = lines }.CreateServer();
        server.Start();
        return string.Join('\n', lines.Lines);
    }
}
