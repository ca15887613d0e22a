using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The door for owners: what it opens, and for whom.</summary>
public sealed class RelayAdminTests : IDisposable
{
    private readonly RunningRelay _relay = new("--Relay:PublicHost=203.0.113.9");
    private readonly HttpClient _owner;

    public RelayAdminTests() => _owner = _relay.CreateOwner();

    public void Dispose()
    {
        _owner.Dispose();
        _relay.Dispose();
    }

    [Fact]
    public async Task ASessionIsOpenedChangedAndClosed()
    {
        using HttpResponseMessage opened = await _owner.PostAsync("/sessions", Json("""{"server_user":5,"users":[6,7]}"""));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        JsonElement answer = await opened.Content.ReadFromJsonAsync<JsonElement>();
        uint session = answer.GetProperty("session_id").GetUInt32();
        Assert.NotEqual(0u, session);
        Assert.Equal("203.0.113.9", answer.GetProperty("host").GetString());
        Assert.Equal(_relay.ServerPort, answer.GetProperty("server_port").GetInt32());
        Assert.Equal(_relay.ClientPort, answer.GetProperty("client_port").GetInt32());

        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Put, $"/sessions/{session}/users/8"));
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Put, $"/sessions/{session}/users/8"));
        JsonElement state = await _owner.GetFromJsonAsync<JsonElement>($"/sessions/{session}");
        Assert.Equal(3, state.GetProperty("users").GetInt32());
        Assert.False(state.GetProperty("server_is_heard").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Delete, $"/sessions/{session}/users/8"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Delete, $"/sessions/{session}/users/8"));
        Assert.Equal(HttpStatusCode.NoContent, await Status(HttpMethod.Delete, $"/sessions/{session}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Delete, $"/sessions/{session}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Get, $"/sessions/{session}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(HttpMethod.Put, $"/sessions/{session}/users/8"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a wrong key for tests")]
    [InlineData("a key for tests onl")]
    [InlineData("a key for tests only ")]
    public async Task WithoutTheKeyNothingIsOpenedOrRead(string? key)
    {
        using var http = new HttpClient { BaseAddress = _relay.AdminUrl };
        if (key is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}x"[..^1]);
        bool isTheKeyAfterTrimming = key?.Trim() == RunningRelay.Key;
        using HttpResponseMessage refused = await http.PostAsync("/sessions", Json("""{"server_user":5}"""));
        if (isTheKeyAfterTrimming)
        {
            // HTTP itself takes blanks off the end of a header.
            Assert.Equal(HttpStatusCode.Created, refused.StatusCode);
            return;
        }
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("\"reason\":\"key\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _relay.Desk.SessionCount);
        using HttpResponseMessage health = await http.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task ARelayWithoutAKeyRefusesEveryone()
    {
        using var relay = new RunningRelay("--Relay:AdminKey=");
        using HttpClient http = relay.CreateOwner("anything at all");
        using HttpResponseMessage refused = await http.PostAsync("/sessions", Json("""{"server_user":5}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"users":[1]}""")]
    [InlineData("""{"server_user":-1}""")]
    [InlineData("""{"server_user":"x"}""")]
    [InlineData("""{"server_user":5,"users":[1,1]}""")]
    public async Task ARequestThatMakesNoSenseOpensNothing(string body)
    {
        using HttpResponseMessage refused = await _owner.PostAsync("/sessions", Json(body));
        Assert.InRange((int)refused.StatusCode, 400, 499);
        Assert.Equal(0, _relay.Desk.SessionCount);
    }

    [Fact]
    public async Task AFullRelaySaysSo()
    {
        using var relay = new RunningRelay("--Relay:Limits:MaxSessions=1", "--Relay:Limits:MaxUsersPerSession=2");
        using HttpClient owner = relay.CreateOwner();
        using HttpResponseMessage tooMany = await owner.PostAsync("/sessions", Json("""{"server_user":5,"users":[1,2,3]}"""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, tooMany.StatusCode);
        Assert.Equal(0, relay.Desk.SessionCount);
        using HttpResponseMessage opened = await owner.PostAsync("/sessions", Json("""{"server_user":5}"""));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        using HttpResponseMessage full = await owner.PostAsync("/sessions", Json("""{"server_user":5}"""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
    }

    [Fact]
    public void SessionsOfTheConfigurationAreThere()
    {
        using var relay = new RunningRelay("--Relay:Sessions:0:SessionId=22222222", "--Relay:Sessions:0:ServerUserId=11111111", "--Relay:Sessions:0:UserIds:0=11111111");
        Assert.True(relay.Desk.TryGet(22_222_222, out RelaySessionInfo info));
        Assert.Equal(1, info.Users);
    }

    [Theory]
    [InlineData("Relay:AdminKey", "short")]
    [InlineData("Relay:ClientPort", "8888")]
    [InlineData("Relay:HealthInterval", "00:00:00.1")]
    [InlineData("Relay:AdminUrl", "nowhere")]
    [InlineData("Relay:Sessions:0:SessionId", "0")]
    [InlineData("Relay:Limits:MaxSessions", "0")]
    public void ASettingThatMakesNoSenseEndsTheStartWithItsName(string name, string value)
    {
        Exception problem = Assert.ThrowsAny<Exception>(() =>
        {
            using var relay = new RunningRelay("--Relay:ServerPort=8888", "--Relay:ClientPort=9999", $"--{name}={value}");
        });
        Assert.Contains(name.Split(':') is [_, "Limits", ..] ? "MaxSessions" : name.Split(":0")[0], problem.Message, StringComparison.Ordinal);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<HttpStatusCode> Status(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using HttpResponseMessage answer = await _owner.SendAsync(request);
        return answer.StatusCode;
    }
}
