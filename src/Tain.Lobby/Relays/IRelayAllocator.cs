namespace Tain.Lobbies;

/// <summary>
/// Where sessions of relays come from. Duties: calls may come from any thread; what cannot be done is a <see cref="RelayUnavailableException"/>; letting in who is in,
/// and taking away what is gone, is done.
/// </summary>
public interface IRelayAllocator
{
    /// <summary>Opens a session.</summary>
    /// <param name="serverUser">The game server's number.</param>
    /// <param name="users">The players' numbers.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The session, and where the relay is.</returns>
    Task<RelayAllocation> OpenAsync(uint serverUser, IReadOnlyList<uint> users, CancellationToken cancellation);

    /// <summary>Lets a player into a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="user">The player's number.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    Task AddUserAsync(uint session, uint user, CancellationToken cancellation);

    /// <summary>Shuts a player out of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="user">The player's number.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    Task RemoveUserAsync(uint session, uint user, CancellationToken cancellation);

    /// <summary>Ends a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>When it is done.</returns>
    Task CloseAsync(uint session, CancellationToken cancellation);

    /// <summary>Whether a session is still there; a relay ends those that nobody uses.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>True while it is.</returns>
    Task<bool> IsOpenAsync(uint session, CancellationToken cancellation);
}

/// <summary>A session that was opened.</summary>
/// <param name="SessionId">Its number.</param>
/// <param name="Host">The relay's address, as players reach it.</param>
/// <param name="ServerPort">Its UDP port for game servers.</param>
/// <param name="ClientPort">Its UDP port for players.</param>
public sealed record RelayAllocation(uint SessionId, string Host, int ServerPort, int ClientPort);

/// <summary>No relay did what it was asked.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class RelayUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
