namespace Tain.Lobbies;

/// <summary>What a rule says to a request: the lobby as it will be, that it goes, or why not.</summary>
/// <param name="State">The new state, or the last one of a lobby that goes; null when refused.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="IsRemoval">Whether the lobby goes.</param>
internal readonly record struct LobbyVerdict(LobbyState? State, LobbyRefusal Refusal, bool IsRemoval)
{
    public static LobbyVerdict Become(LobbyState state) => new(state, LobbyRefusal.None, false);

    public static LobbyVerdict Remove(LobbyState last) => new(last, LobbyRefusal.None, true);

    public static LobbyVerdict Refuse(LobbyRefusal refusal) => new(null, refusal, false);
}
