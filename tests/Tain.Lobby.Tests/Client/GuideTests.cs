using System.Diagnostics;
using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Client;

/// <summary>What docs/relay-and-lobby.md shows, done.</summary>
public class GuideTests
{
    [Fact]
    public async Task TheGuidesHostAndPlayerMeetInALobby()
    {
        using var service = new RunningLobby();
        await PlayAsync(service.Url, server => server.LobbyId is not null, () => service.Relay.Sessions.Values.Any(users => users.Count == 1));
        Assert.Equal(0, (await service.Client.ListAsync()).Count);
        Assert.Empty(service.Relay.Sessions);
    }

    private static async Task PlayAsync(Uri lobbyUrl, Func<LobbyRelayServer, bool> isHosted, Func<bool> hasJoined)
    {
        var transport = new LobbyRelayTransport { LobbyUrl = lobbyUrl, LobbyName = "Anna's game", Capacity = 4 };
        // The host: creates a lobby, asks for a relay, and deletes the lobby when it stops.
        using LobbyRelayServer server = transport.CreateServer();
        server.Start();

        await UntilAsync(() =>
        {
            while (server.TryReceive(out TransportEvent received)) Assert.Fail($"{received.Kind} {received.Text}");
            return isHosted(server);
        });

        // A player: finds the lobby, joins, and leaves with disconnecting.
        LobbyList open = await transport.CreateLobbyClient().ListAsync();
        using LobbyRelayClient client = transport.CreateClient();
        client.Connect(open.Data![0].LobbyId);

        await UntilAsync(() =>
        {
            while (client.TryReceive(out TransportEvent received)) Assert.Fail($"{received.Kind} {received.Text}");
            return hasJoined();
        });
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 30, "Waited in vain.");
            await Task.Yield();
        }
    }
}
