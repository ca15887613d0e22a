using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tain.Kit;
using Tain.Lobbies.Kit;
using Tain.Transports;
using Tain.Transports.Peers;

namespace Tain.Lobbies;

/// <summary>Four processes: the lobby, the relay, a game's server, a player. What docs/relay-and-lobby.md promises, from creating a lobby to its end.</summary>
public class EndToEndTests
{
    private const string Key = "a key between the two";

    [Fact]
    public Task ALobbyInMemoryBringsAServerAndAPlayerTogether() => PlayAsync([]);

    [PostgresFact]
    public async Task ALobbyInPostgresBringsAServerAndAPlayerTogether()
    {
        using var postgres = new PostgresCluster();
        await PlayAsync([$"--Lobby:ConnectionString={postgres.CreateDatabase()}"]);
    }

    private static async Task PlayAsync(string[] settings)
    {
        int[] ports = FreePorts(ProtocolType.Udp, 2);
        int[] doors = FreePorts(ProtocolType.Tcp, 2);
        using var relay = new RunningProgram(RunningProgram.Dotnet(
            Programs.Relay, $"--Relay:ServerPort={ports[0]}", $"--Relay:ClientPort={ports[1]}", $"--Relay:AdminUrl=http://127.0.0.1:{doors[0]}", $"--Relay:AdminKey={Key}"));
        using var lobby = new RunningProgram(RunningProgram.Dotnet(
            Programs.Lobby, [$"--Lobby:Url=http://127.0.0.1:{doors[1]}", $"--Lobby:Relay:AdminUrl=http://127.0.0.1:{doors[0]}", $"--Lobby:Relay:AdminKey={Key}", .. settings]));
        relay.WaitFor(line => line.Contains("Application started", StringComparison.Ordinal), "the relay runs");
        lobby.WaitFor(line => line.Contains("Application started", StringComparison.Ordinal), "the lobby runs");

        using var http = new HttpClient();
        var url = new Uri($"http://127.0.0.1:{doors[1]}");
        var lobbies = new LobbyClient(http, url);
        using var server = new RunningProgram(Peer(url, "server"));
        LobbyBrief found = await UntilAsync(async () => (await lobbies.ListAsync()).Data!.SingleOrDefault(one => one.IsStarted), "the server's lobby is listed");
        Assert.Equal("end to end", found.Name);

        using var player = new RunningProgram(Peer(url, "client", "--connect", $"kcp://lobby/{found.LobbyId}"));
        player.WaitFor(line => line.StartsWith("connected 0", StringComparison.Ordinal), "the player is connected");
        string id = server.WaitFor(line => line.StartsWith("connected ", StringComparison.Ordinal), "the server has a player").Split(' ')[1];
        Assert.Equal(2, (await lobbies.GetAsync(found.LobbyId)).PlayerCount);
        player.Tell("send 0 Reliable 20000 4");
        server.WaitFor(line => line == $"data {id} Reliable 20000 {Payload.Hash(Payload.Create(4, 20_000))}", "the player's packet arrives");
        server.Tell($"send {id} Reliable 20000 5");
        player.WaitFor(line => line == $"data 0 Reliable 20000 {Payload.Hash(Payload.Create(5, 20_000))}", "the server's packet arrives");

        player.Tell("stop");
        Assert.Equal(0, player.WaitForExit());
        Assert.Equal(1, (await lobbies.GetAsync(found.LobbyId)).PlayerCount);
        server.Tell("stop");
        Assert.Equal(0, server.WaitForExit());
        Assert.Equal(0, (await lobbies.ListAsync()).Count);
        relay.WaitFor(line => line.Contains("Relay session closed; 0 left", StringComparison.Ordinal), "the relay's session is closed");
    }

    private static ProcessStartInfo Peer(Uri lobby, string role, params string[] more) =>
        RunningProgram.Dotnet(Programs.TransportPeer, [role, "--transport", "lobby", "--set", $"lobby-url={lobby}", "--set", "lobby-name=end to end", .. more]);

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> look, string expectation)
        where T : class
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (int i = 0; i < 600; i++)
        {
            if (await look() is { } found) return found;
            await timer.WaitForNextTickAsync();
        }
        Assert.Fail($"Waited in vain until {expectation}.");
        return null!;
    }

    // All are held until the last is known, so that they differ.
    private static int[] FreePorts(ProtocolType protocol, int count)
    {
        Socket[] sockets = [.. Enumerable.Range(0, count).Select(_ => new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol))];
        foreach (Socket socket in sockets) socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int[] ports = [.. sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];
        foreach (Socket socket in sockets) socket.Dispose();
        return ports;
    }
}
