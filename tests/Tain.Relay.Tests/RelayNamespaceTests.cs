using System.Diagnostics;
using Tain.Kit;
using Tain.Transports.Peers;

namespace Tain.Relay;

/// <summary>Two networks without a way from one to the other, and a relay that stands in both: real processes, real packets.</summary>
public class RelayNamespaceTests
{
    [NetworkNamespaceFact]
    public void AServerAndAPlayerWhoCannotReachEachOtherPlayThroughTheRelay()
    {
        using var net = new NetworkNamespaces();
        net.AddHost("relay");
        net.AddHost("server");
        net.AddHost("player");
        net.Connect("relay", "10.71.1.1/24", "server", "10.71.1.2/24");
        net.Connect("relay", "10.72.1.1/24", "player", "10.72.1.2/24");
        Assert.Contains("unreachable", Assert.Throws<InvalidOperationException>(() => net.Run("player", "ip", "route", "get", "10.71.1.2")).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("unreachable", Assert.Throws<InvalidOperationException>(() => net.Run("server", "ip", "route", "get", "10.72.1.2")).Message, StringComparison.OrdinalIgnoreCase);

        using var relay = new RunningProgram(net.Describe(
            "relay", "dotnet", Programs.Relay, "--Relay:Sessions:0:SessionId=77", "--Relay:Sessions:0:ServerUserId=1", "--Relay:Sessions:0:UserIds:0=2", "--Relay:HealthInterval=00:00:01"));
        relay.WaitFor(line => line.Contains("Relay listens on UDP 8888 for game servers and 9999 for players", StringComparison.Ordinal), "the relay listens");

        using var server = new RunningProgram(Peer(net, "server", "server", "10.71.1.1", "1"));
        server.WaitFor(line => line.StartsWith("listening ", StringComparison.Ordinal), "the server listens");
        using var player = new RunningProgram(Peer(net, "player", "client", "10.72.1.1", "2", "--connect", "kcp://relay:1"));
        player.WaitFor(line => line.StartsWith("connected 0", StringComparison.Ordinal), "the player is connected");
        string connected = server.WaitFor(line => line.StartsWith("connected ", StringComparison.Ordinal), "the server has a player");
        string id = connected.Split(' ')[1];
        Assert.Equal($"connected {id} 0.0.0.0", connected);

        player.Tell("send 0 Reliable 50000 4");
        player.Tell("send 0 Unreliable 1181 5");
        server.WaitFor(line => line == $"data {id} Reliable 50000 {Payload.Hash(Payload.Create(4, 50_000))}", "the large packet arrives");
        server.WaitFor(line => line == $"data {id} Unreliable 1181 {Payload.Hash(Payload.Create(5, 1_181))}", "the unreliable packet arrives");
        server.Tell($"send {id} Reliable 294131 6");
        server.Tell($"send {id} Unreliable 1181 7");
        player.WaitFor(line => line == $"data 0 Reliable 294131 {Payload.Hash(Payload.Create(6, 294_131))}", "the largest packet comes back");
        relay.WaitFor(line => line.Contains("Relay health: 1 sessions", StringComparison.Ordinal), "the relay says how it is");

        player.Tell("disconnect 0");
        server.WaitFor(line => line == $"disconnected {id}", "the server hears that the player left");
        server.Tell("stop");
        Assert.Equal(0, server.WaitForExit());
    }

    private static ProcessStartInfo Peer(NetworkNamespaces net, string host, string role, string relay, string user, params string[] more) => net.Describe(
        host, "dotnet", [Programs.TransportPeer, role, "--transport", "relay", "--set", $"relay-host={relay}", "--set", "session=77", "--set", $"user={user}", .. more]);
}
