using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The way to a place: a host creates and starts a lobby, a player joins one, and both ask until the relay is there. What was taken on the way is given back when
/// the way ends early.
/// </summary>
internal sealed class LobbyErrand(LobbyRelayTransport transport)
{
    private readonly LobbyClient _lobbies = transport.CreateLobbyClient();
    private readonly ILogger _logger = transport.LoggerFactory.CreateLogger<LobbyErrand>();

    /// <summary>Creates a lobby and waits for its relay.</summary>
    public Task<LobbyPlace> HostAsync(CancellationToken cancellation) => InTimeAsync(HostWithinAsync, cancellation);

    /// <summary>Joins a lobby and waits for its relay.</summary>
    public Task<LobbyPlace> JoinAsync(string lobbyId, CancellationToken cancellation) => InTimeAsync(limit => JoinWithinAsync(lobbyId, limit), cancellation);

    /// <summary>Deletes a lobby; that it did not work is logged, and the service forgets it by itself later.</summary>
    public Task DeleteAsync(string lobbyId) => FarewellAsync(_lobbies.DeleteAsync, lobbyId);

    /// <summary>Leaves a lobby; that it did not work is logged.</summary>
    public Task LeaveAsync(string lobbyId, string playerId) => FarewellAsync((lobby, cancellation) => _lobbies.LeaveAsync(lobby, playerId, cancellation), lobbyId);

    private async Task<LobbyPlace> InTimeAsync(Func<CancellationToken, Task<LobbyPlace>> errand, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(transport.AssignmentTimeout, transport.TimeProvider);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        try
        {
            return await errand(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The lobby service gave no relay within {transport.AssignmentTimeout.TotalSeconds} s.");
        }
    }

    private async Task<LobbyPlace> HostWithinAsync(CancellationToken limit)
    {
        string player = transport.NewPlayerId();
        Lobby created = await _lobbies.CreateAsync(transport.ToCreation(player), limit).ConfigureAwait(false);
        try
        {
            await _lobbies.StartAsync(created.LobbyId, limit).ConfigureAwait(false);
            return await PollAsync(created.LobbyId, player, limit).ConfigureAwait(false);
        }
        catch
        {
            await DeleteAsync(created.LobbyId).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<LobbyPlace> JoinWithinAsync(string lobbyId, CancellationToken limit)
    {
        string player = transport.NewPlayerId();
        try
        {
            await _lobbies.JoinAsync(lobbyId, player, limit).ConfigureAwait(false);
            return await PollAsync(lobbyId, player, limit).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not LobbyException { Status: not null })
        {
            // Joined, or not known to have not; a refusal by the service leaves nothing behind.
            await LeaveAsync(lobbyId, player).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<LobbyPlace> PollAsync(string lobbyId, string player, CancellationToken limit)
    {
        while (true)
        {
            Lobby? lobby = await TryGetAsync(lobbyId, limit).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(lobby?.Assignment?.Ip)) return LobbyPlace.Read(lobby with { LobbyId = lobbyId }, player);
            await Task.Delay(transport.PollPause, transport.TimeProvider, limit).ConfigureAwait(false);
        }
    }

    // A service that is busy, or asks for patience, is asked again.
    private async Task<Lobby?> TryGetAsync(string lobbyId, CancellationToken limit)
    {
        try
        {
            return await _lobbies.GetAsync(lobbyId, limit).ConfigureAwait(false);
        }
        catch (LobbyException refusal) when (refusal.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    private async Task FarewellAsync(Func<string, CancellationToken, Task> farewell, string lobbyId)
    {
        using var limit = new CancellationTokenSource(LobbyRelayTransport.FarewellTimeout, transport.TimeProvider);
        try
        {
            await farewell(lobbyId, limit.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is LobbyException or HttpRequestException or OperationCanceledException or ArgumentException)
        {
            _logger.LogWarning("The lobby service did not hear that lobby {Lobby} was left: {Problem}", lobbyId, problem.Message);
        }
    }
}
