namespace Tain.Lobbies;

/// <summary>Lobbies in this process: gone when it ends, and known to no other.</summary>
internal sealed class MemoryLobbyStore : ILobbyStore
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, LobbyState> _lobbies = new(StringComparer.Ordinal);

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<bool> TryAddAsync(LobbyState lobby, int maxLobbies, CancellationToken cancellation)
    {
        lock (_turn) return Task.FromResult(_lobbies.Count < maxLobbies && _lobbies.TryAdd(lobby.Id, lobby));
    }

    public Task<LobbyState?> FindAsync(string id, CancellationToken cancellation)
    {
        lock (_turn) return Task.FromResult(_lobbies.GetValueOrDefault(id));
    }

    public Task<(int Count, IReadOnlyList<LobbyState> Lobbies)> ListAsync(int limit, CancellationToken cancellation)
    {
        lock (_turn)
        {
            IReadOnlyList<LobbyState> newest = [.. _lobbies.Values.OrderByDescending(lobby => lobby.CreatedAt).Take(limit)];
            return Task.FromResult((_lobbies.Count, newest));
        }
    }

    public Task<LobbyVerdict> ChangeAsync(string id, Func<LobbyState, LobbyVerdict> rule, CancellationToken cancellation)
    {
        lock (_turn)
        {
            if (!_lobbies.TryGetValue(id, out LobbyState? lobby)) return Task.FromResult(LobbyVerdict.Refuse(LobbyRefusal.NotFound));
            LobbyVerdict verdict = rule(lobby);
            if (verdict.IsRemoval) _lobbies.Remove(id);
            else if (verdict.State is { } state) _lobbies[id] = state;
            return Task.FromResult(verdict);
        }
    }

    public Task<IReadOnlyList<LobbyState>> FindUntouchedAsync(DateTimeOffset since, int limit, CancellationToken cancellation)
    {
        lock (_turn)
        {
            IReadOnlyList<LobbyState> found = [.. _lobbies.Values.Where(lobby => lobby.TouchedAt < since).OrderBy(lobby => lobby.TouchedAt).Take(limit)];
            return Task.FromResult(found);
        }
    }
}
