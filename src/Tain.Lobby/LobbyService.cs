using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>
/// What can be asked of the service: each request is a rule done by the store, and what the relay has to do for it. A started lobby's players are let in at the relay
/// by whoever comes second: the one who joins, or the one who starts.
/// </summary>
internal sealed class LobbyService(ILobbyStore store, IRelayAllocator relays, IOptions<LobbyOptions> options, TimeProvider time, ILogger<LobbyService> logger)
{
    private const int SweepBatch = 100;
    private const int IdBytes = 12;

    private readonly LobbyLimits _limits = options.Value.Limits;

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<(int Count, IReadOnlyList<LobbyState> Lobbies)> ListAsync(CancellationToken cancellation) => store.ListAsync(_limits.MaxListed, cancellation);

    public Task<LobbyState?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    /// <summary>Adds a lobby; its id is one that nobody guesses.</summary>
    public async Task<LobbyVerdict> CreateAsync(LobbyCreation creation, CancellationToken cancellation)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        LobbyState lobby = LobbyRules.Create(id, creation, Now);
        return await store.TryAddAsync(lobby, _limits.MaxLobbies, cancellation) ? LobbyVerdict.Become(lobby) : LobbyVerdict.Refuse(LobbyRefusal.TooManyLobbies);
    }

    public Task<LobbyVerdict> UpdateAsync(string id, LobbyChange change, CancellationToken cancellation) =>
        store.ChangeAsync(id, lobby => LobbyRules.Change(lobby, change, Now), cancellation);

    public async Task<LobbyVerdict> JoinAsync(string id, string playerId, CancellationToken cancellation)
    {
        LobbyVerdict joined = await store.ChangeAsync(id, lobby => LobbyRules.Join(lobby, playerId, Now), cancellation);
        if (joined.State is not { Relay: { } relay } lobby) return joined;
        try
        {
            await relays.AddUserAsync(relay.SessionId, lobby.Seats.Single(seat => seat.PlayerId == playerId).Token, cancellation);
            return joined;
        }
        catch (RelayUnavailableException problem)
        {
            logger.LogWarning("A player could not be let in at the relay: {Problem}", problem.Message);
            // Not cancelled with the request: a seat without a way in would stay taken.
            await store.ChangeAsync(id, state => LobbyRules.Leave(state, playerId, Now), CancellationToken.None);
            return LobbyVerdict.Refuse(LobbyRefusal.NoRelay);
        }
    }

    public async Task<LobbyVerdict> LeaveAsync(string id, string playerId, CancellationToken cancellation)
    {
        uint token = 0;
        LobbyVerdict left = await store.ChangeAsync(
            id,
            lobby =>
            {
                token = lobby.Seats.FirstOrDefault(seat => seat.PlayerId == playerId)?.Token ?? 0;
                return LobbyRules.Leave(lobby, playerId, Now);
            },
            cancellation);
        if (left.State?.Relay is not { } relay) return left;
        if (left.IsRemoval) await AtRelayAsync(() => relays.CloseAsync(relay.SessionId, CancellationToken.None));
        else await AtRelayAsync(() => relays.RemoveUserAsync(relay.SessionId, token, CancellationToken.None));
        return left;
    }

    public async Task<LobbyVerdict> DeleteAsync(string id, CancellationToken cancellation)
    {
        LobbyVerdict removed = await store.ChangeAsync(id, LobbyVerdict.Remove, cancellation);
        if (removed.State?.Relay is { } relay) await AtRelayAsync(() => relays.CloseAsync(relay.SessionId, CancellationToken.None));
        return removed;
    }

    /// <summary>Gives a lobby its relay, once. When the relay has none to give, the lobby is as before and may be started again.</summary>
    public async Task<LobbyVerdict> StartAsync(string id, CancellationToken cancellation)
    {
        LobbyVerdict started = await store.ChangeAsync(id, lobby => LobbyRules.Start(lobby, Now), cancellation);
        if (started.State is not { } lobby) return started;
        try
        {
            return await AssignAsync(lobby);
        }
        catch (RelayUnavailableException problem)
        {
            logger.LogError("No relay for a lobby: {Problem}", problem.Message);
            await store.ChangeAsync(id, LobbyRules.Unstart, CancellationToken.None);
            return LobbyVerdict.Refuse(LobbyRefusal.NoRelay);
        }
    }

    /// <summary>Removes what nobody uses any more.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        int removed = 0;
        DateTimeOffset now = Now;
        foreach (LobbyState lobby in await store.FindUntouchedAsync(now - options.Value.AbandonedAfter, SweepBatch, cancellation))
        {
            if (now - lobby.CreatedAt < options.Value.MaxAge && await IsPlayedAsync(lobby, cancellation))
            {
                await store.ChangeAsync(lobby.Id, state => LobbyVerdict.Become(state with { TouchedAt = now }), cancellation);
                continue;
            }
            LobbyVerdict verdict = await store.ChangeAsync(lobby.Id, state => state.TouchedAt == lobby.TouchedAt ? LobbyVerdict.Remove(state) : LobbyVerdict.Refuse(LobbyRefusal.Invalid), cancellation);
            if (!verdict.IsRemoval) continue;
            removed++;
            if (lobby.Relay is { } relay) await AtRelayAsync(() => relays.CloseAsync(relay.SessionId, cancellation));
        }
        if (removed > 0) logger.LogInformation("{Count} abandoned lobbies removed", removed);
        return removed;
    }

    // From here on the work is finished also when the one who asked has gone: a session that nobody knows would stay at the relay.
    private async Task<LobbyVerdict> AssignAsync(LobbyState lobby)
    {
        LobbySeat host = lobby.Seats.Single(seat => seat.IsHost);
        uint[] players = [.. lobby.Seats.Where(seat => !seat.IsHost).Select(seat => seat.Token)];
        RelayAllocation session = await relays.OpenAsync(host.Token, players, CancellationToken.None);
        var place = new RelayPlace(session.SessionId, session.Host, session.ServerPort, session.ClientPort);
        LobbyVerdict assigned = await store.ChangeAsync(lobby.Id, state => LobbyRules.Assign(state, place, Now), CancellationToken.None);
        if (assigned.State is not { } current)
        {
            await AtRelayAsync(() => relays.CloseAsync(session.SessionId, CancellationToken.None));
            return assigned;
        }
        // Those who joined while the relay was asked.
        foreach (LobbySeat seat in current.Seats.Where(seat => !seat.IsHost && !players.Contains(seat.Token))) await relays.AddUserAsync(session.SessionId, seat.Token, CancellationToken.None);
        return assigned;
    }

    private async Task<bool> IsPlayedAsync(LobbyState lobby, CancellationToken cancellation)
    {
        if (lobby.Relay is not { } relay) return false;
        try
        {
            return await relays.IsOpenAsync(relay.SessionId, cancellation);
        }
        catch (RelayUnavailableException problem)
        {
            // A relay that is away for a moment must not cost running games their lobby.
            logger.LogWarning("Whether a lobby is played is not known: {Problem}", problem.Message);
            return true;
        }
    }

    // What the relay does not hear now it finds out itself, when nobody is heard in the session any more.
    private async Task AtRelayAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (RelayUnavailableException problem)
        {
            logger.LogWarning("The relay did not hear that somebody left: {Problem}", problem.Message);
        }
    }
}
