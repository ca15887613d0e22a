using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Tain.Lobbies;

/// <summary>Sessions of a Tain.Relay, through its door for owners.</summary>
internal sealed class TainRelay : IRelayAllocator
{
    private readonly HttpClient _http;
    private readonly LobbyOptions.RelayAccess _access;

    public TainRelay(HttpClient http, IOptions<LobbyOptions> options)
    {
        _access = options.Value.Relay;
        _http = http;
        _http.BaseAddress = new Uri(_access.AdminUrl.TrimEnd('/') + "/");
        _http.Timeout = _access.Timeout;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _access.AdminKey);
    }

    public async Task<RelayAllocation> OpenAsync(uint serverUser, IReadOnlyList<uint> users, CancellationToken cancellation)
    {
        using JsonContent request = JsonContent.Create(new TainRelayRequest(serverUser, users), TainRelayJson.Default.TainRelayRequest);
        // Written out as a whole: the relay wants to know a request's length.
        await request.LoadIntoBufferAsync(cancellation).ConfigureAwait(false);
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "sessions", request, cancellation).ConfigureAwait(false);
        Require(answer);
        try
        {
            TainRelayAnswer? opened = await answer.Content.ReadFromJsonAsync(TainRelayJson.Default.TainRelayAnswer, cancellation).ConfigureAwait(false);
            if (opened is null) throw new RelayUnavailableException("The relay answered nothing.");
            string host = _access.Host.Length > 0 ? _access.Host : string.IsNullOrEmpty(opened.Host) ? _http.BaseAddress!.Host : opened.Host;
            return new RelayAllocation(opened.SessionId, host, opened.ServerPort, opened.ClientPort);
        }
        catch (JsonException problem)
        {
            throw new RelayUnavailableException("The relay answered something else than a session.", problem);
        }
    }

    public async Task AddUserAsync(uint session, uint user, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Put, $"sessions/{session}/users/{user}", null, cancellation).ConfigureAwait(false);
        Require(answer);
    }

    public async Task RemoveUserAsync(uint session, uint user, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Delete, $"sessions/{session}/users/{user}", null, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.NotFound) Require(answer);
    }

    public async Task CloseAsync(uint session, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Delete, $"sessions/{session}", null, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.NotFound) Require(answer);
    }

    public async Task<bool> IsOpenAsync(uint session, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, $"sessions/{session}", null, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound) return false;
        Require(answer);
        return true;
    }

    private static void Require(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return;
        string hint = answer.StatusCode == HttpStatusCode.Unauthorized ? " (is Lobby:Relay:AdminKey the relay's Relay:AdminKey?)" : "";
        throw new RelayUnavailableException($"The relay answered {(int)answer.StatusCode}{hint}.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            return await _http.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException problem)
        {
            throw new RelayUnavailableException($"The relay at {_http.BaseAddress} is not reached: {problem.Message}", problem);
        }
        catch (TaskCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new RelayUnavailableException($"The relay at {_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds} s.", problem);
        }
    }
}
