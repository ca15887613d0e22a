using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Http;

/// <summary>Requests to two services at once, which know each other only through the database.</summary>
public class ServicesOnOneDatabaseTests
{
    [PostgresFact]
    public async Task OneOfManyJoinsAtTwoServicesGetsTheLastPlace()
    {
        using var postgres = new PostgresCluster();
        string[] settings = [$"--Lobby:ConnectionString={postgres.CreateDatabase()}", "--Lobby:RequestsPerSecond=1000"];
        using var one = new RunningLobby(settings);
        using var other = new RunningLobby(settings);
        for (int round = 0; round < 5; round++)
        {
            Lobby lobby = await one.Client.CreateAsync(RunningLobby.Creation(capacity: 2));
            string[] outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => JoinAsync(i % 2 == 0 ? one.Client : other.Client, lobby.LobbyId, $"p{i}")));
            Assert.Single(outcomes, outcome => outcome == "in");
            Assert.All(outcomes.Where(outcome => outcome != "in"), outcome => Assert.Contains("\"full\"", outcome, StringComparison.Ordinal));
            Assert.Equal(2, (await other.Client.GetAsync(lobby.LobbyId)).PlayerCount);
        }
    }

    [PostgresFact]
    public async Task ADatabaseThatIsGoneIsSaidAndNotThrown()
    {
        var postgres = new PostgresCluster();
        using var lobby = new RunningLobby($"--Lobby:ConnectionString={postgres.CreateDatabase()};Timeout=2");
        await lobby.Client.ListAsync();
        postgres.Dispose();
        LobbyException refused = await Assert.ThrowsAsync<LobbyException>(() => lobby.Client.CreateAsync(RunningLobby.Creation()));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("no_database", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> JoinAsync(LobbyClient client, string lobbyId, string player)
    {
        try
        {
            await client.JoinAsync(lobbyId, player);
            return "in";
        }
        catch (LobbyException refused)
        {
            return refused.Message;
        }
    }
}
