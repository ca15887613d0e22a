using System.Net;
using System.Net.Http.Headers;
using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Http;

/// <summary>Who may ask, and how often.</summary>
public class RequestLimitsTests
{
    [Fact]
    public async Task OneSourceCreatesSoManyLobbiesPerMinute()
    {
        using var lobby = new RunningLobby("--Lobby:CreationsPerMinute=2", "--Lobby:RequestsPerSecond=1000");
        for (int i = 0; i < 2; i++) await lobby.Client.CreateAsync(RunningLobby.Creation());
        LobbyException refused = await Assert.ThrowsAsync<LobbyException>(() => lobby.Client.CreateAsync(RunningLobby.Creation()));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("too_many_requests", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await lobby.Client.ListAsync()).Count);
    }

    [Fact]
    public async Task OneSourceAsksSoOften()
    {
        using var lobby = new RunningLobby("--Lobby:RequestsPerSecond=1");
        HttpStatusCode?[] outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await lobby.Client.ListAsync();
                return HttpStatusCode.OK;
            }
            catch (LobbyException refused)
            {
                return refused.Status;
            }
        }));
        Assert.InRange(outcomes.Count(status => status == HttpStatusCode.OK), 4, 20);
        Assert.Contains(HttpStatusCode.TooManyRequests, outcomes);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("203.0.113.1", false)]
    public async Task AForwardedAddressCountsOnlyFromATrustedProxy(string trusted, bool counts)
    {
        using var lobby = new RunningLobby("--Lobby:CreationsPerMinute=1", $"--Lobby:TrustedProxies:0={trusted}");
        int created = 0;
        for (int player = 1; player <= 3; player++)
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{player}");
            try
            {
                await new LobbyClient(http, lobby.Url).CreateAsync(RunningLobby.Creation());
                created++;
            }
            catch (LobbyException refused)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
            }
        }
        Assert.Equal(counts ? 3 : 1, created);
    }

    [Fact]
    public async Task ThereAreNoMoreLobbiesThanAllowed()
    {
        using var lobby = new RunningLobby("--Lobby:Limits:MaxLobbies=1");
        await lobby.Client.CreateAsync(RunningLobby.Creation());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<LobbyException>(() => lobby.Client.CreateAsync(RunningLobby.Creation()))).Status);
    }

    [Fact]
    [Trait("Attack", "R-04")]
    public async Task WithAKeySetOnlyABackendThatHasItCreatesJoinsOrDeletes()
    {
        using var lobby = new RunningLobby("--Lobby:ApiKey=known to the backend only");
        using var backend = new HttpClient();
        backend.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "known to the backend only");
        var trusted = new LobbyClient(backend, lobby.Url);
        Lobby created = await trusted.CreateAsync(RunningLobby.Creation());

        foreach (string? key in (string?[])[null, "", "guessed", "known to the backend onl"])
        {
            using var http = new HttpClient();
            if (key is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}");
            var stranger = new LobbyClient(http, lobby.Url);
            await AssertNoEntry(stranger.DeleteAsync(created.LobbyId));
            await AssertNoEntry(stranger.LeaveAsync(created.LobbyId, "host"));
            await AssertNoEntry(stranger.ListAsync());
            await AssertNoEntry(stranger.GetAsync(created.LobbyId));
            await AssertNoEntry(stranger.CreateAsync(RunningLobby.Creation()));
        }
        Assert.Equal(1, (await trusted.GetAsync(created.LobbyId)).PlayerCount);
    }

    [Fact]
    [Trait("Attack", "R-04")]
    public async Task WithoutAKeyALobbysIdIsAllThatProtectsIt()
    {
        // The service's property, as at Edgegap: this holds the documentation to the truth. Ids are long and random, but the list shows them.
        using var lobby = new RunningLobby();
        Lobby created = await lobby.Client.CreateAsync(RunningLobby.Creation());
        Assert.Matches("^[0-9a-f]{24}$", created.LobbyId);
        using var http = new HttpClient();
        await new LobbyClient(http, lobby.Url).DeleteAsync(created.LobbyId);
        Assert.Equal(0, (await lobby.Client.ListAsync()).Count);
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public void OneHouseholdIsOneSource(string one, string other, bool same) =>
        Assert.Equal(same, RequestLimits.SourceOf(IPAddress.Parse(one)) == RequestLimits.SourceOf(IPAddress.Parse(other)));

    [Theory]
    [InlineData("RequestsPerSecond", "0")]
    [InlineData("CreationsPerMinute", "0")]
    [InlineData("MaxAge", "00:00:01")]
    [InlineData("SweepInterval", "0")]
    [InlineData("Relay:AdminUrl", "nowhere")]
    [InlineData("TrustedProxies:0", "a name")]
    [InlineData("Limits:MaxLobbies", "0")]
    public void ASettingThatMakesNoSenseEndsTheStartWithItsName(string name, string value)
    {
        Exception problem = Assert.ThrowsAny<Exception>(() =>
        {
            using var lobby = new RunningLobby($"--Lobby:{name}={value}");
        });
        Assert.Contains("Lobby:" + (name.StartsWith("Limits", StringComparison.Ordinal) ? "Limits" : name.Split(":0")[0]), problem.Message, StringComparison.Ordinal);
    }

    private static async Task AssertNoEntry(Task request) => Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<LobbyException>(() => request)).Status);
}
