using System.Net;
using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Client;

/// <summary>What a game says to a lobby service, and what it makes of the answers.</summary>
public class LobbyClientTests
{
    [Theory]
    [Trait("Attack", "R-05")]
    [InlineData("../x?y", "http://lobby.test/game/lobbies/..%2Fx%3Fy")]
    [InlineData("a/b", "http://lobby.test/game/lobbies/a%2Fb")]
    [InlineData("a#b&c=d e", "http://lobby.test/game/lobbies/a%23b%26c%3Dd%20e")]
    [InlineData("%2e%2e%2f", "http://lobby.test/game/lobbies/%252e%252e%252f")]
    [InlineData("ü:join", "http://lobby.test/game/lobbies/%C3%BC%3Ajoin")]
    public async Task AnIdMadeUpBySomebodyLeadsNowhereButToItsLobby(string id, string expected)
    {
        var script = new Script(_ => (HttpStatusCode.OK, "{}"));
        LobbyClient client = Create(script);
        await client.GetAsync(id);
        await client.DeleteAsync(id);
        await client.UpdateAsync(id, new LobbyChange());
        Assert.Equal([$"GET {expected}", $"DELETE {expected}"], script.Asked.Take(2));
        Assert.StartsWith($"PATCH {expected} ", script.Asked[2], StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Attack", "R-05")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task AnIdThatWouldWalkUpThePathIsRefusedBeforeAnythingIsSent(string id)
    {
        var script = new Script(_ => (HttpStatusCode.OK, "{}"));
        await Assert.ThrowsAsync<ArgumentException>(() => Create(script).DeleteAsync(id));
        Assert.Empty(script.Asked);
    }

    [Fact]
    public async Task RequestsLookAsEdgegapsServiceWantsThem()
    {
        var script = new Script(request =>
        {
            Assert.Equal("application/json", request.Headers.Accept.Single().ToString());
            if (request.Content is not null) Assert.Equal("application/json", request.Content.Headers.ContentType!.ToString());
            return (HttpStatusCode.OK, """{"count":0,"data":[]}""");
        });
        LobbyClient client = Create(script);
        await client.ListAsync();
        await client.JoinAsync("l", "p");
        await client.LeaveAsync("l", "p");
        await client.StartAsync("l");
        await client.CreateAsync(new LobbyCreation { Annotations = [], Capacity = 3, IsJoinable = true, Name = "n", Player = new LobbyMember { Id = "p" }, Tags = ["t"] });
        await client.UpdateAsync("l", new LobbyChange { Capacity = 2, IsJoinable = false, Tags = [] });
        Assert.Equal(
            [
                "GET http://lobby.test/game/lobbies",
                """POST http://lobby.test/game/lobbies:join {"lobby_id":"l","player":{"id":"p"}}""",
                """POST http://lobby.test/game/lobbies:leave {"lobby_id":"l","player":{"id":"p"}}""",
                """POST http://lobby.test/game/lobbies:start {"lobby_id":"l"}""",
                """POST http://lobby.test/game/lobbies {"annotations":[],"capacity":3,"is_joinable":true,"name":"n","player":{"id":"p"},"tags":["t"]}""",
                """PATCH http://lobby.test/game/lobbies/l {"capacity":2,"is_joinable":false,"tags":[]}""",
            ],
            script.Asked);
    }

    [Fact]
    public async Task WhatAServiceLeavesOutIsNothing()
    {
        LobbyClient client = Create(new Script(_ => (HttpStatusCode.OK, """{"lobby_id":"l","assignment":null,"players":null,"tags":null,"more":[1]}""")));
        Lobby lobby = await client.GetAsync("l");
        Assert.Equal("l", lobby.LobbyId);
        Assert.Null(lobby.Assignment);
        Assert.Null(lobby.Players);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"players":7}""")]
    [InlineData("""{"players":[{"authorization_token":-1}]}""")]
    [InlineData("""{"players":[{"authorization_token":4294967296}]}""")]
    public async Task AnAnswerThatIsNoLobbyIsAnErrorThatSaysSo(string body)
    {
        LobbyException problem = await Assert.ThrowsAsync<LobbyException>(() => Create(new Script(_ => (HttpStatusCode.OK, body))).GetAsync("l"));
        Assert.Null(problem.Status);
    }

    [Fact]
    public async Task ARefusalCarriesStatusAndBody()
    {
        LobbyException refused = await Assert.ThrowsAsync<LobbyException>(() => Create(new Script(_ => (HttpStatusCode.Conflict, "it is full" + new string('!', 10_000)))).JoinAsync("l", "p"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("409 it is full", refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.Message.Length, 10, 700);
    }

    [Fact]
    public async Task AnEndlessAnswerIsNotReadToItsEnd() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => Create(new Script(_ => (HttpStatusCode.OK, new string(' ', 5_000_000)))).ListAsync());

    [Fact]
    public void AnAddressThatIsNoneIsRefused()
    {
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => new LobbyClient(http, new Uri("lobby", UriKind.Relative)));
        Assert.Throws<ArgumentException>(() => new LobbyClient(http, new Uri("ftp://lobby.test")));
    }

    private static LobbyClient Create(Script script) => new(new HttpClient(script), new Uri("http://lobby.test/game/"));
}
