namespace Tain.Lobbies;

/// <summary>
/// Where lobbies are. Duties: <see cref="ChangeAsync"/> runs its rule on the newest state and lets nothing come between that and the new one, also between several processes
/// on one store; a rule is pure and may be run again. Calls may come from any thread at once.
/// </summary>
internal interface ILobbyStore
{
    /// <summary>Makes the store ready, once, before anything else.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Adds a lobby, unless there are as many as there may be.</summary>
    Task<bool> TryAddAsync(LobbyState lobby, int maxLobbies, CancellationToken cancellation);

    /// <summary>The lobby of an id; null when there is none.</summary>
    Task<LobbyState?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The newest lobbies, and how many there are.</summary>
    Task<(int Count, IReadOnlyList<LobbyState> Lobbies)> ListAsync(int limit, CancellationToken cancellation);

    /// <summary>Does to a lobby what a rule says. <see cref="LobbyRefusal.NotFound"/> when there is none.</summary>
    Task<LobbyVerdict> ChangeAsync(string id, Func<LobbyState, LobbyVerdict> rule, CancellationToken cancellation);

    /// <summary>Lobbies with which nothing has happened since a time, the oldest first.</summary>
    Task<IReadOnlyList<LobbyState>> FindUntouchedAsync(DateTimeOffset since, int limit, CancellationToken cancellation);
}
