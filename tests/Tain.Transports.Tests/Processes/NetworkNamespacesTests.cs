using System.Diagnostics;
using Tain.Kit;

namespace Tain.Transports.Processes;

public class NetworkNamespacesTests
{
    [NetworkNamespaceFact]
    public void HostsOnASwitchReachEachOtherAndNobodyElse()
    {
        using var network = new NetworkNamespaces();
        network.AddSwitch("left");
        network.AddSwitch("right");
        foreach (string host in (string[])["a", "b", "c"]) network.AddHost(host);
        network.Plug("a", "left", "10.1.0.1/24");
        network.Plug("b", "left", "10.1.0.2/24");
        network.Plug("c", "right", "10.1.0.3/24");

        Assert.Contains("10.1.0.2 dev eth0", network.Run("a", "ip", "route", "get", "10.1.0.2"), StringComparison.Ordinal);
        Assert.True(Reaches(network, "a", "10.1.0.2"));
        Assert.False(Reaches(network, "a", "10.1.0.3"));
    }

    [NetworkNamespaceFact]
    public void NothingStaysBehindEvenOfWhatStillRuns()
    {
        string name;
        int id;
        using (var network = new NetworkNamespaces())
        {
            network.AddHost("a");
            network.AddHost("b");
            network.Connect("a", "10.1.0.1/24", "b", "10.1.0.2/24");
            name = network.NameOf("a");
            id = network.Start("a", "sh", "-c", "cat & cat").Id;
            Assert.True(File.Exists($"/run/netns/{name}"));
        }

        Assert.False(File.Exists($"/run/netns/{name}"));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    // bash can open a TCP connection by itself. A host that is there refuses, one that is not stays silent until the time is up.
    private static bool Reaches(NetworkNamespaces network, string host, string address) =>
        network.Run(host, "sh", "-c", $"timeout 1 bash -c 'exec 3<>/dev/tcp/{address}/9' 2>&1 || true").Contains("refused", StringComparison.Ordinal);
}
