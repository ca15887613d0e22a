namespace Tain.Lobbies;

/// <summary>A player in a lobby.</summary>
/// <param name="PlayerId">The id that the player chose.</param>
/// <param name="Token">The number by which the relay will know the player.</param>
/// <param name="IsHost">Whether the player runs the game server.</param>
internal sealed record LobbySeat(string PlayerId, uint Token, bool IsHost);
