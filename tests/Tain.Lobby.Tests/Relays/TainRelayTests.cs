using System.Net;
using Microsoft.Extensions.Options;
using Tain.Lobbies.Kit;

namespace Tain.Lobbies.Relays;

/// <summary>What the lobby says to a relay's door, and what it makes of a relay that does not play along.</summary>
public class TainRelayTests
{
    private const string Opened = """{"session_id":4000000000,"host":"203.0.113.9","server_port":8888,"client_port":9999}""";

    [Fact]
    public async Task SessionsAreOpenedUsedAndClosed()
    {
        var script = new Script(request => request.Method == HttpMethod.Post ? (HttpStatusCode.Created, Opened) : (HttpStatusCode.NoContent, ""));
        TainRelay relay = Create(script);
        Assert.Equal(new RelayAllocation(4_000_000_000, "203.0.113.9", 8_888, 9_999), await relay.OpenAsync(5, [6, 7], default));
        await relay.AddUserAsync(4_000_000_000, 8, default);
        await relay.RemoveUserAsync(4_000_000_000, 8, default);
        Assert.True(await relay.IsOpenAsync(4_000_000_000, default));
        await relay.CloseAsync(4_000_000_000, default);
        Assert.Equal(
            [
                """POST http://relay.test/door/sessions {"server_user":5,"users":[6,7]}""",
                "PUT http://relay.test/door/sessions/4000000000/users/8",
                "DELETE http://relay.test/door/sessions/4000000000/users/8",
                "GET http://relay.test/door/sessions/4000000000",
                "DELETE http://relay.test/door/sessions/4000000000",
            ],
            script.Asked);
    }

    [Fact]
    public async Task WhatIsGoneNeedsNotBeTakenAway()
    {
        TainRelay relay = Create(new Script(_ => (HttpStatusCode.NotFound, "")));
        await relay.CloseAsync(1, default);
        await relay.RemoveUserAsync(1, 2, default);
        Assert.False(await relay.IsOpenAsync(1, default));
        await Assert.ThrowsAsync<RelayUnavailableException>(() => relay.AddUserAsync(1, 2, default));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "", "AdminKey")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", "503")]
    [InlineData(HttpStatusCode.OK, "<html>", "something else")]
    [InlineData(HttpStatusCode.OK, "null", "nothing")]
    public async Task ARelayThatOpensNothingSaysWhy(HttpStatusCode status, string body, string expected)
    {
        TainRelay relay = Create(new Script(_ => (status, body)));
        Assert.Contains(expected, (await Assert.ThrowsAsync<RelayUnavailableException>(() => relay.OpenAsync(1, [], default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARelayThatIsNotThereIsNotReached()
    {
        TainRelay relay = Create(new Script(_ => throw new HttpRequestException("refused")));
        Assert.Contains("not reached", (await Assert.ThrowsAsync<RelayUnavailableException>(() => relay.IsOpenAsync(1, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("198.51.100.1", "203.0.113.9", "198.51.100.1")]
    [InlineData("", "203.0.113.9", "203.0.113.9")]
    [InlineData("", "", "relay.test")]
    public async Task PlayersAreSentWhereTheSettingSaysThenWhereTheRelaySaysThenWhereItsDoorIs(string setting, string said, string expected)
    {
        TainRelay relay = Create(new Script(_ => (HttpStatusCode.Created, Opened.Replace("203.0.113.9", said, StringComparison.Ordinal))), setting);
        Assert.Equal(expected, (await relay.OpenAsync(1, [], default)).Host);
    }

    private static TainRelay Create(Script script, string host = "") =>
        new(new HttpClient(script), Options.Create(new LobbyOptions { Relay = new LobbyOptions.RelayAccess { AdminUrl = "http://relay.test/door", AdminKey = "key", Host = host } }));
}
