using System.Diagnostics;
using System.Reflection;
using Tain.Kit;

namespace Tain.Discovery;

/// <summary>Discovery by the system's sockets: on loopback, and between processes on networks of their own.</summary>
public class DiscoveryOnRealNetworksTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void ADatagramAndAnEmptyOneCrossTheLoopback()
    {
        using IDiscoverySocket sender = UdpDiscoverySockets.Instance.Open(), first = UdpDiscoverySockets.Instance.Listen(47_779), second = UdpDiscoverySockets.Instance.Listen(47_779);
        var address = new System.Net.SocketAddress(System.Net.Sockets.AddressFamily.InterNetworkV6);
        byte[] buffer = new byte[100];
        Assert.Equal(DiscoveryReceive.Empty, first.Receive(buffer, address, out _));

        var to = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 47_779);
        Assert.True(sender.TrySend([], to) && sender.TrySend([1, 2, 3], to));

        List<int> sizes = [];
        long begun = TimeProvider.System.GetTimestamp();
        while (sizes.Count < 2 && TimeProvider.System.GetElapsedTime(begun) < s_patience)
        {
            foreach (IDiscoverySocket socket in (IDiscoverySocket[])[first, second])
            {
                if (socket.Receive(buffer, address, out int bytes) == DiscoveryReceive.Datagram) sizes.Add(bytes);
            }
        }
        Assert.Equal([0, 3], sizes);
        Assert.False(sender.TrySend(new byte[70_000], to));
        Assert.NotEmpty(UdpDiscoverySockets.Instance.BroadcastAddresses);
    }

    [NetworkNamespaceFact]
    public async Task TwoHostsOnOneNetworkFindEachOtherAndAThirdOnAnotherDoesNot()
    {
        using var network = new NetworkNamespaces();
        network.AddSwitch("lan");
        network.AddSwitch("other");
        foreach (string host in (string[])["server", "near", "far"]) network.AddHost(host);
        network.Plug("server", "lan", "10.77.0.1/24");
        network.Plug("near", "lan", "10.77.0.2/24");
        network.Plug("far", "other", "10.77.0.3/24");

        Process server = Start(network, "server", "server");
        await LineAsync(server, "advertising");
        Process near = Start(network, "near", "client"), far = Start(network, "far", "client");
        string found = await LineAsync(near, "found ");
        Assert.StartsWith("found kcp://10.77.0.1:", found, StringComparison.Ordinal);
        Assert.Equal("connected, searching False", await LineAsync(near, "connected"));

        // The far one has asked as often, and nobody has answered.
        Assert.Equal("asked 3, found 0", await LineAsync(far, "asked 3"));
    }

    private static Process Start(NetworkNamespaces network, string host, string role)
    {
        string path = typeof(DiscoveryOnRealNetworksTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "DiscoveryPeer").Value!;
        return network.Start(host, Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet", path, role);
    }

    private static async Task<string> LineAsync(Process process, string beginning)
    {
        var written = new List<string>();
        using var deadline = new CancellationTokenSource(s_patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                written.Add(line);
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
            }
            Assert.Fail($"The process ended without writing '{beginning}...'. It wrote:\n{string.Join('\n', written)}\n{await process.StandardError.ReadToEndAsync()}");
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not write '{beginning}...' in {s_patience.TotalSeconds} s. It wrote:\n{string.Join('\n', written)}");
        }
        return "";
    }
}
