using System.Net;
using System.Text;
using System.Text.Json;
using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Http;

/// <summary>The requests, as they look on the wire and as they end.</summary>
public sealed class LobbyEndpointsTests : IDisposable
{
    private readonly RunningLobby _lobby = new("--Lobby:CreationsPerMinute=1000", "--Lobby:RequestsPerSecond=1000");

    public void Dispose() => _lobby.Dispose();

    [Fact]
    public async Task ALobbyLivesThroughAllRequests()
    {
        LobbyClient client = _lobby.Client;
        Lobby created = await client.CreateAsync(RunningLobby.Creation());
        Assert.Equal(("game", 4, 1, true, false), (created.Name, created.Capacity, created.PlayerCount, created.IsJoinable, created.IsStarted));
        Assert.Equal("", created.Assignment!.Ip);

        await client.JoinAsync(created.LobbyId, "guest");
        await client.StartAsync(created.LobbyId);
        Lobby started = await client.GetAsync(created.LobbyId);
        Assert.True(started.IsStarted);
        Assert.Equal("203.0.113.7", started.Assignment!.Ip);
        Assert.Equal([("server", 8_888, "UDP"), ("client", 9_999, "UDP")], started.Assignment.Ports!.Select(port => (port.Name, port.Port, port.Protocol)));
        Assert.Equal([("host", true), ("guest", false)], started.Players!.Select(player => (player.Id, player.IsHost)));
        uint session = started.Assignment.AuthorizationToken!.Value;
        Assert.Equal(started.Players![0].AuthorizationToken, _lobby.Relay.LastServerUser);
        Assert.Equal([started.Players[1].AuthorizationToken!.Value], _lobby.Relay.Sessions[session]);

        // Who joins after the start is let in at the relay as well, and shut out with leaving.
        await client.JoinAsync(created.LobbyId, "late");
        Assert.Equal(2, _lobby.Relay.Sessions[session].Count);
        await client.LeaveAsync(created.LobbyId, "late");
        Assert.Single(_lobby.Relay.Sessions[session]);

        LobbyBrief changed = await client.UpdateAsync(created.LobbyId, new LobbyChange { Capacity = 2, IsJoinable = false, Tags = ["x", "y"] });
        Assert.Equal((2, false), (changed.Capacity, changed.IsJoinable));
        Assert.Equal(["x", "y"], changed.Tags!);
        LobbyList list = await client.ListAsync();
        Assert.Equal(1, list.Count);
        Assert.Equal(created.LobbyId, list.Data!.Single().LobbyId);

        await client.DeleteAsync(created.LobbyId);
        Assert.Empty(_lobby.Relay.Sessions);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<LobbyException>(() => client.GetAsync(created.LobbyId))).Status);
        Assert.Equal(0, (await client.ListAsync()).Count);
    }

    [Fact]
    public async Task TheJsonHasEdgegapsNames()
    {
        using HttpResponseMessage created = await Send(
            "POST", "/lobbies", """{"annotations":[{"inject":true,"key":"k","value":"v"}],"capacity":3,"is_joinable":true,"name":"n","player":{"id":"p"},"tags":["t"]}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        JsonElement lobby = await Read(created);
        Assert.Equal(
            ["lobby_id", "name", "is_joinable", "is_started", "player_count", "capacity", "tags", "players", "assignment"],
            lobby.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["authorization_token", "id", "is_host"], lobby.GetProperty("players")[0].EnumerateObject().Select(property => property.Name));
        string id = lobby.GetProperty("lobby_id").GetString()!;

        foreach ((string path, string body) in ((string, string)[])
            [("/lobbies:join", $$$"""{"lobby_id":"{{{id}}}","player":{"id":"q"}}"""), ("/lobbies:start", $$$"""{"lobby_id":"{{{id}}}"}"""), ("/lobbies:leave", $$$"""{"lobby_id":"{{{id}}}","player":{"id":"q"}}""")])
        {
            using HttpResponseMessage done = await Send("POST", path, body);
            Assert.Equal((path, HttpStatusCode.NoContent), (path, done.StatusCode));
        }
        using HttpResponseMessage got = await Send("GET", "/lobbies/" + id, null);
        JsonElement assignment = (await Read(got)).GetProperty("assignment");
        Assert.Equal(["authorization_token", "host", "ip", "ports"], assignment.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["name", "port", "protocol"], assignment.GetProperty("ports")[0].EnumerateObject().Select(property => property.Name));
        using HttpResponseMessage listed = await Send("GET", "/lobbies", null);
        JsonElement list = await Read(listed);
        Assert.Equal(["count", "data"], list.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["lobby_id", "name", "is_joinable", "is_started", "player_count", "capacity", "tags"], list.GetProperty("data")[0].EnumerateObject().Select(property => property.Name));
        // Unity sends a body with it, whatever it makes of an empty one.
        using HttpResponseMessage deleted = await Send("DELETE", "/lobbies/" + id, "\"\"");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task RefusalsSayWhy()
    {
        LobbyClient client = _lobby.Client;
        Lobby lobby = await client.CreateAsync(RunningLobby.Creation(capacity: 2));
        await AssertRefused(client.JoinAsync("nowhere", "p"), HttpStatusCode.NotFound, "not_found");
        await AssertRefused(client.LeaveAsync("nowhere", "p"), HttpStatusCode.NotFound, "not_found");
        await AssertRefused(client.StartAsync("nowhere"), HttpStatusCode.NotFound, "not_found");
        await AssertRefused(client.DeleteAsync("nowhere"), HttpStatusCode.NotFound, "not_found");
        await AssertRefused(client.UpdateAsync("nowhere", new LobbyChange { Capacity = 2 }), HttpStatusCode.NotFound, "not_found");
        await AssertRefused(client.LeaveAsync(lobby.LobbyId, "p"), HttpStatusCode.NotFound, "not_in");
        await AssertRefused(client.JoinAsync(lobby.LobbyId, "host"), HttpStatusCode.Conflict, "already_in");
        await client.JoinAsync(lobby.LobbyId, "p");
        await AssertRefused(client.JoinAsync(lobby.LobbyId, "q"), HttpStatusCode.Conflict, "full");
        await AssertRefused(client.UpdateAsync(lobby.LobbyId, new LobbyChange { Capacity = 1 }), HttpStatusCode.Conflict, "capacity_too_small");
        await client.UpdateAsync(lobby.LobbyId, new LobbyChange { Capacity = 3, IsJoinable = false });
        await AssertRefused(client.JoinAsync(lobby.LobbyId, "q"), HttpStatusCode.Conflict, "not_joinable");
        await client.StartAsync(lobby.LobbyId);
        await AssertRefused(client.StartAsync(lobby.LobbyId), HttpStatusCode.Conflict, "already_started");
    }

    [Theory]
    [InlineData("""{"capacity":2,"name":"n"}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{}}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{"id":"   "}}""")]
    [InlineData("""{"capacity":2,"name":"","player":{"id":"p"}}""")]
    [InlineData("""{"capacity":2,"name":"a\u0000b","player":{"id":"p"}}""")]
    [InlineData("""{"capacity":0,"name":"n","player":{"id":"p"}}""")]
    [InlineData("""{"capacity":257,"name":"n","player":{"id":"p"}}""")]
    [InlineData("""{"capacity":9999999999,"name":"n","player":{"id":"p"}}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{"id":"p"},"tags":[null]}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{"id":"p"},"tags":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{"id":"p"},"annotations":[{"value":"x"}]}""")]
    [InlineData("""{"capacity":2,"name":"n","player":{"id":"p"},"annotations":[null]}""")]
    [InlineData("""{"capacity":2,"name":"n","player":"p"}""")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task ALobbyThatMakesNoSenseIsNotCreated(string body)
    {
        using HttpResponseMessage refused = await Send("POST", "/lobbies", body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonElement error = await Read(refused);
        Assert.Equal("invalid", error.GetProperty("reason").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Equal(0, (await _lobby.Client.ListAsync()).Count);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("player")]
    [InlineData("tag")]
    [InlineData("annotation")]
    public async Task WhatIsTooLongIsRefused(string what)
    {
        string tooLong = new('x', 600);
        LobbyCreation creation = RunningLobby.Creation();
        creation = what switch
        {
            "name" => creation with { Name = tooLong },
            "player" => creation with { Player = new LobbyMember { Id = tooLong } },
            "tag" => creation with { Tags = [tooLong] },
            _ => creation with { Annotations = [new LobbyAnnotation { Key = "k", Value = tooLong }] },
        };
        await AssertRefused(_lobby.Client.CreateAsync(creation), HttpStatusCode.BadRequest, "invalid");
        using HttpResponseMessage huge = await Send("POST", "/lobbies", new string(' ', 70_000) + "{}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task WithTheHostTheLobbyGoes()
    {
        Lobby lobby = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        await _lobby.Client.JoinAsync(lobby.LobbyId, "guest");
        await _lobby.Client.StartAsync(lobby.LobbyId);
        await _lobby.Client.LeaveAsync(lobby.LobbyId, "host");
        await AssertRefused(_lobby.Client.GetAsync(lobby.LobbyId), HttpStatusCode.NotFound, "not_found");
        Assert.Empty(_lobby.Relay.Sessions);
    }

    [Fact]
    public async Task WithoutARelayALobbyIsNotStartedAndMayBeLater()
    {
        Lobby lobby = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        _lobby.Relay.IsAway = true;
        await AssertRefused(_lobby.Client.StartAsync(lobby.LobbyId), HttpStatusCode.ServiceUnavailable, "no_relay");
        Assert.False((await _lobby.Client.GetAsync(lobby.LobbyId)).IsStarted);
        _lobby.Relay.IsAway = false;
        await _lobby.Client.StartAsync(lobby.LobbyId);
        _lobby.Relay.IsAway = true;
        await AssertRefused(_lobby.Client.JoinAsync(lobby.LobbyId, "guest"), HttpStatusCode.ServiceUnavailable, "no_relay");
        Assert.Equal(1, (await _lobby.Client.GetAsync(lobby.LobbyId)).PlayerCount);
        await _lobby.Client.DeleteAsync(lobby.LobbyId);
    }

    [Fact]
    public async Task WhoJoinsWhileTheRelayIsAskedIsLetInToo()
    {
        Lobby lobby = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        _lobby.Relay.BeforeOpen = () => _lobby.Client.JoinAsync(lobby.LobbyId, "guest");
        await _lobby.Client.StartAsync(lobby.LobbyId);
        Lobby started = await _lobby.Client.GetAsync(lobby.LobbyId);
        Assert.Equal([started.Players!.Single(player => player.Id == "guest").AuthorizationToken!.Value], _lobby.Relay.Sessions[started.Assignment!.AuthorizationToken!.Value]);
    }

    [Fact]
    public async Task ALobbyDeletedWhileTheRelayIsAskedLeavesNoSession()
    {
        Lobby lobby = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        _lobby.Relay.BeforeOpen = () => _lobby.Client.DeleteAsync(lobby.LobbyId);
        await AssertRefused(_lobby.Client.StartAsync(lobby.LobbyId), HttpStatusCode.NotFound, "not_found");
        Assert.Empty(_lobby.Relay.Sessions);
    }

    [Fact]
    public async Task AbandonedLobbiesGoAndPlayedOnesStay()
    {
        Lobby abandoned = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        Lobby played = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        await _lobby.Client.StartAsync(played.LobbyId);
        _lobby.Clock.AdvanceMs(9 * 60_000);
        Assert.Equal(0, await _lobby.Service.SweepAsync(default));
        _lobby.Clock.AdvanceMs(2 * 60_000);
        Assert.Equal(1, await _lobby.Service.SweepAsync(default));
        await AssertRefused(_lobby.Client.GetAsync(abandoned.LobbyId), HttpStatusCode.NotFound, "not_found");
        Assert.True((await _lobby.Client.GetAsync(played.LobbyId)).IsStarted);

        // A relay that is away for a moment costs nobody the lobby; a session that has ended does.
        _lobby.Relay.IsAway = true;
        _lobby.Clock.AdvanceMs(11 * 60_000);
        Assert.Equal(0, await _lobby.Service.SweepAsync(default));
        _lobby.Relay.IsAway = false;
        _lobby.Relay.Sessions.Clear();
        _lobby.Clock.AdvanceMs(11 * 60_000);
        Assert.Equal(1, await _lobby.Service.SweepAsync(default));
    }

    [Fact]
    public async Task ALobbyGoesAfterADayWhateverHappensInIt()
    {
        Lobby lobby = await _lobby.Client.CreateAsync(RunningLobby.Creation());
        await _lobby.Client.StartAsync(lobby.LobbyId);
        for (int hour = 0; hour < 23; hour++)
        {
            _lobby.Clock.AdvanceMs(3_600_000);
            Assert.Equal(0, await _lobby.Service.SweepAsync(default));
        }
        _lobby.Clock.AdvanceMs(3_600_000);
        Assert.Equal(1, await _lobby.Service.SweepAsync(default));
        Assert.Empty(_lobby.Relay.Sessions);
    }

    private static async Task AssertRefused(Task request, HttpStatusCode status, string reason)
    {
        LobbyException refused = await Assert.ThrowsAsync<LobbyException>(() => request);
        Assert.Equal(status, refused.Status);
        Assert.Contains($"\"reason\":\"{reason}\"", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private Task<HttpResponseMessage> Send(string method, string path, string? body) => _lobby.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), _lobby.Url.GetLeftPart(UriPartial.Authority) + path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    });
}
