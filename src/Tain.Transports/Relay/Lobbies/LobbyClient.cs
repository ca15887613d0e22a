using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tain.Transports;

/// <summary>
/// The requests of Edgegap's lobby service, which Tain.Lobby answers too. Any thread may call, several at once. Ids are escaped where they stand in a path, so that one made
/// up by somebody else leads nowhere but to its lobby.
/// </summary>
public sealed class LobbyClient
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;
    private const int MaxRefusalChars = 500;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly string _lobbies;

    /// <summary>Talks to a lobby service.</summary>
    /// <param name="http">Carries the requests; its timeout and its headers apply, for example a key that the service wants.</param>
    /// <param name="lobbyUrl">The service's address, with or without a path: <c>https://lobby.example.com</c>.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or not HTTP.</exception>
    public LobbyClient(HttpClient http, Uri lobbyUrl)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(lobbyUrl);
        if (!lobbyUrl.IsAbsoluteUri || lobbyUrl.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{lobbyUrl}' must be an absolute address like https://lobby.example.com.", nameof(lobbyUrl));
        _http = http;
        // Put together as text: as a relative address, "lobbies:join" would read as one of a scheme "lobbies".
        _lobbies = lobbyUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/lobbies";
    }

    /// <summary>All lobbies.</summary>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The lobbies, and how many there are.</returns>
    /// <exception cref="LobbyException">The service refused; so with all calls.</exception>
    /// <exception cref="HttpRequestException">The service was not reached; so with all calls.</exception>
    public Task<LobbyList> ListAsync(CancellationToken cancellation = default) => AskAsync(HttpMethod.Get, _lobbies, null, LobbyJson.Default.LobbyList, cancellation);

    /// <summary>Creates a lobby; the one who does is in it as its host.</summary>
    /// <param name="creation">The lobby.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The lobby with its id.</returns>
    public Task<Lobby> CreateAsync(LobbyCreation creation, CancellationToken cancellation = default) =>
        AskAsync(HttpMethod.Post, _lobbies, Content(creation, LobbyJson.Default.LobbyCreation), LobbyJson.Default.Lobby, cancellation);

    /// <summary>One lobby.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The lobby.</returns>
    public Task<Lobby> GetAsync(string lobbyId, CancellationToken cancellation = default) =>
        AskAsync(HttpMethod.Get, AddressOf(lobbyId), null, LobbyJson.Default.Lobby, cancellation);

    /// <summary>Changes a lobby.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="change">What it is to be like.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The lobby as it is now.</returns>
    public Task<LobbyBrief> UpdateAsync(string lobbyId, LobbyChange change, CancellationToken cancellation = default) =>
        AskAsync(HttpMethod.Patch, AddressOf(lobbyId), Content(change, LobbyJson.Default.LobbyChange), LobbyJson.Default.LobbyBrief, cancellation);

    /// <summary>Joins a lobby.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="playerId">The id to join as.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    public Task JoinAsync(string lobbyId, string playerId, CancellationToken cancellation = default) =>
        TellAsync(HttpMethod.Post, _lobbies + ":join", Membership(lobbyId, playerId), cancellation);

    /// <summary>Leaves a lobby.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="playerId">The id that joined.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    public Task LeaveAsync(string lobbyId, string playerId, CancellationToken cancellation = default) =>
        TellAsync(HttpMethod.Post, _lobbies + ":leave", Membership(lobbyId, playerId), cancellation);

    /// <summary>Asks for the lobby's relay; <see cref="GetAsync"/> shows it once it is there.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    public Task StartAsync(string lobbyId, CancellationToken cancellation = default) =>
        TellAsync(HttpMethod.Post, _lobbies + ":start", Content(new LobbyStart { LobbyId = lobbyId }, LobbyJson.Default.LobbyStart), cancellation);

    /// <summary>Deletes a lobby.</summary>
    /// <param name="lobbyId">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    public Task DeleteAsync(string lobbyId, CancellationToken cancellation = default) => TellAsync(HttpMethod.Delete, AddressOf(lobbyId), null, cancellation);

    private static StringContent Membership(string lobbyId, string playerId) =>
        Content(new LobbyMembership { LobbyId = lobbyId, Player = new LobbyMember { Id = playerId } }, LobbyJson.Default.LobbyMembership);

    private static StringContent Content<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(value, type), Encoding.UTF8, Json);

    private string AddressOf(string lobbyId)
    {
        ArgumentException.ThrowIfNullOrEmpty(lobbyId);
        // Dots are not escaped by anybody, and a segment of them walks up the path.
        if (lobbyId is "." or "..") throw new ArgumentException($"'{lobbyId}' is no lobby's id.", nameof(lobbyId));
        return _lobbies + "/" + Uri.EscapeDataString(lobbyId);
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string address, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(method, address, content, cancellation).ConfigureAwait(false);
        try
        {
            string body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, type) ?? throw new LobbyException(null, $"{method} {address} was answered with nothing.");
        }
        catch (JsonException problem)
        {
            throw new LobbyException(null, $"{method} {address} was answered with something else than a lobby's JSON: {problem.Message}", problem);
        }
    }

    private async Task TellAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(method, address, content, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(address)) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        try
        {
            await answer.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return answer;
            string body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (body.Length > MaxRefusalChars) body = body[..MaxRefusalChars];
            throw new LobbyException(answer.StatusCode, $"{method} {address}: {(int)answer.StatusCode} {body}");
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
