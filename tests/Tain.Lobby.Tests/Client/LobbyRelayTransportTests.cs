using System.Diagnostics;
using System.Net;
using Tain.Lobbies.Kit;
using Tain.Transports;

namespace Tain.Lobbies.Client;

/// <summary>The way from a lobby to a connection, against a service that plays along or does not.</summary>
public class LobbyRelayTransportTests
{
    private const string Assigned = """
        {"lobby_id":"l","players":[{"id":"me","authorization_token":5,"is_host":true}],
         "assignment":{"authorization_token":6,"host":"h","ip":"127.0.0.1","ports":[{"name":"server","port":9,"protocol":"UDP"},{"name":"client","port":9,"protocol":"UDP"}]}}
        """;

    private const string Waiting = """{"lobby_id":"l","players":[{"id":"me","authorization_token":5}],"assignment":{"ip":""}}""";

    [Fact]
    public async Task AServerCreatesStartsWaitsAndDeletes()
    {
        int gets = 0;
        var script = new Script(request => (HttpStatusCode.OK, request.Method != HttpMethod.Get || ++gets < 4 ? Waiting : Assigned));
        using LobbyRelayServer server = Describe(script).CreateServer();
        server.Start();
        Assert.True(server.IsActive);
        Assert.Throws<InvalidOperationException>(server.Start);
        Pull(server, () => server.LobbyId is not null);
        Assert.Equal("kcp://lobby/l", server.Uri.AbsoluteUri);
        server.Stop();
        Assert.False(server.IsActive);
        await server.Farewell.WaitAsync(TimeSpan.FromSeconds(30));
        string[] asked = [.. script.Asked.Select(line => string.Join(' ', line.Split(' ').Take(2)))];
        Assert.Equal(["POST http://lobby.test/lobbies", "POST http://lobby.test/lobbies:start", .. Enumerable.Repeat("GET http://lobby.test/lobbies/l", 4), "DELETE http://lobby.test/lobbies/l"], asked);
    }

    [Fact]
    public void SizesAreKnownBeforeThereIsARelay()
    {
        using LobbyRelayServer server = Describe(new Script(_ => (HttpStatusCode.OK, Waiting))).CreateServer();
        using LobbyRelayClient client = Describe(new Script(_ => (HttpStatusCode.OK, Waiting))).CreateClient();
        Assert.Equal((294_131, 1_181), (server.GetMaxPacketBytes(Channel.Reliable), server.GetMaxPacketBytes(Channel.Unreliable)));
        Assert.Equal((294_131, 1_181), (client.GetMaxPacketBytes(Channel.Reliable), client.GetBatchThresholdBytes(Channel.Unreliable)));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("start")]
    [InlineData("get")]
    public void AServiceThatRefusesIsAnErrorAndWhatWasTakenIsGivenBack(string refusing)
    {
        var script = new Script(request => (request.Method.Method, request.RequestUri!.AbsolutePath) switch
        {
            ("POST", "/lobbies") when refusing == "create" => (HttpStatusCode.InternalServerError, "no"),
            ("POST", "/lobbies:start") when refusing == "start" => (HttpStatusCode.BadGateway, "no"),
            ("GET", _) when refusing == "get" => (HttpStatusCode.NotFound, "no"),
            _ => (HttpStatusCode.OK, Waiting),
        });
        using LobbyRelayServer server = Describe(script).CreateServer();
        server.Start();
        string? error = null;
        Wait(() =>
        {
            while (server.TryReceive(out TransportEvent received)) error = received.Kind == TransportEventKind.Error ? received.Text : error;
            return error is not null;
        });
        Assert.Contains(" no", error, StringComparison.Ordinal);
        Assert.False(server.IsActive);
        Assert.Equal(refusing != "create", script.Asked.Any(line => line.StartsWith("DELETE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AClientJoinsConnectsToTheRelayAndLeavesWhenNobodyIsThere()
    {
        var script = new Script(request => (HttpStatusCode.OK, request.Method == HttpMethod.Get ? Assigned : ""));
        using LobbyRelayClient client = Describe(script).CreateClient();
        client.Connect("l");
        Assert.Throws<InvalidOperationException>(() => client.Connect("l"));
        List<TransportEventKind> events = Collect(client, TransportEventKind.Disconnected);
        // The relay's port of the script is one where nobody listens.
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], events);
        await client.Farewell.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["POST", "GET", "POST"], script.Asked.Select(line => line.Split(' ')[0]));
        Assert.Contains(":leave", script.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void AClientWhoIsNotInTheLobbyIsAnError()
    {
        var script = new Script(request => (HttpStatusCode.OK, request.Method == HttpMethod.Get ? Assigned.Replace("\"me\"", "\"somebody\"", StringComparison.Ordinal) : ""));
        using LobbyRelayClient client = Describe(script).CreateClient();
        client.Connect(new Uri("kcp://lobby/l"));
        string? error = null;
        Wait(() =>
        {
            while (client.TryReceive(out TransportEvent received)) error = received.Kind == TransportEventKind.Error ? received.Text : error;
            return error is not null;
        });
        Assert.Contains("has no player me", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARelayThatDoesNotComeInTimeIsATimeout()
    {
        var script = new Script(_ => (HttpStatusCode.OK, Waiting));
        using LobbyRelayClient client = new LobbyRelayTransport
        {
            LobbyUrl = new Uri("http://lobby.test"),
            Http = new HttpClient(script),
            NewPlayerId = () => "me",
            AssignmentTimeout = TimeSpan.FromSeconds(1),
        }.CreateClient();
        client.Connect("l");
        long start = Stopwatch.GetTimestamp();
        List<TransportEventKind> events = Collect(client, TransportEventKind.Disconnected);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.9, 20);
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], events);
        // One question per 0.2 s, not as many as the line carries.
        Assert.InRange(script.Asked.Count(line => line.StartsWith("GET", StringComparison.Ordinal)), 1, 7);
        Assert.Contains(script.Asked, line => line.Contains(":leave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AClientWhoGivesUpOnTheWayLeaves()
    {
        var script = new Script(_ => (HttpStatusCode.OK, Waiting));
        using LobbyRelayClient client = Describe(script).CreateClient();
        client.Connect("l");
        Wait(() => script.Asked.Count > 2);
        client.Disconnect();
        Assert.Equal([TransportEventKind.Disconnected], Collect(client, TransportEventKind.Disconnected));
        await client.Farewell.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(":leave", script.Asked[^1], StringComparison.Ordinal);
        client.Connect("l");
        client.Disconnect();
    }

    [Fact]
    public async Task AServerThatIsStoppedOnTheWayLeavesNoLobby()
    {
        var script = new Script(_ => (HttpStatusCode.OK, Waiting));
        using LobbyRelayServer server = Describe(script).CreateServer();
        server.Start();
        Wait(() => script.Asked.Count > 2);
        server.Stop();
        await server.Farewell.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith("DELETE", script.Asked[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public void AServiceThatAsksForPatienceGetsIt(HttpStatusCode busy)
    {
        int gets = 0;
        var script = new Script(request => request.Method == HttpMethod.Get && ++gets < 3 ? (busy, "later") : (HttpStatusCode.OK, request.Method == HttpMethod.Get ? Assigned : Waiting));
        using LobbyRelayServer server = Describe(script).CreateServer();
        server.Start();
        Pull(server, () => server.LobbyId is not null);
        Assert.Equal(3, gets);
    }

    [Fact]
    public void PlayersIdsAreMirrors()
    {
        var transport = new LobbyRelayTransport { LobbyUrl = new Uri("http://lobby.test") };
        string[] ids = [.. Enumerable.Range(0, 100).Select(_ => transport.NewPlayerId())];
        Assert.All(ids, id => Assert.InRange(long.Parse(id["mirror-player-".Length..], System.Globalization.CultureInfo.InvariantCulture), 1, int.MaxValue - 1L));
        Assert.True(ids.Distinct().Count() > 90);
    }

    [Fact]
    public void ASettingOutsideItsRangeIsNamed()
    {
        var url = new Uri("http://lobby.test");
        Assert.Contains("Capacity", Assert.Throws<ArgumentOutOfRangeException>(() => new LobbyRelayTransport { LobbyUrl = url, Capacity = 0 }.CreateServer()).Message, StringComparison.Ordinal);
        Assert.Contains("LobbyName", Assert.Throws<ArgumentException>(() => new LobbyRelayTransport { LobbyUrl = url, LobbyName = "" }.CreateServer()).Message, StringComparison.Ordinal);
        Assert.Contains("PollPause", Assert.Throws<ArgumentOutOfRangeException>(() => new LobbyRelayTransport { LobbyUrl = url, PollPause = TimeSpan.Zero }.CreateClient()).Message, StringComparison.Ordinal);
        Assert.Contains("AssignmentTimeout", Assert.Throws<ArgumentOutOfRangeException>(() => new LobbyRelayTransport { LobbyUrl = url, AssignmentTimeout = TimeSpan.Zero }.CreateClient()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LobbyRelayTransport { LobbyUrl = url }.CreateClient().Connect(new Uri("ws://lobby/l")));
    }

    private static LobbyRelayTransport Describe(Script script) => new()
    {
        LobbyUrl = new Uri("http://lobby.test"),
        Http = new HttpClient(script),
        NewPlayerId = () => "me",
        PollPause = TimeSpan.FromMilliseconds(10),
    };

    private static void Pull(LobbyRelayServer server, Func<bool> condition) => Wait(() =>
    {
        while (server.TryReceive(out TransportEvent received)) Assert.Fail($"{received.Kind} {received.Text}");
        server.Flush();
        return condition();
    });

    private static List<TransportEventKind> Collect(LobbyRelayClient client, TransportEventKind last)
    {
        List<TransportEventKind> events = [];
        Wait(() =>
        {
            while (client.TryReceive(out TransportEvent received)) events.Add(received.Kind);
            client.Flush();
            return events.Contains(last);
        });
        return events;
    }

    private static void Wait(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 30, "Waited in vain.");
            Thread.Yield();
        }
    }
}
