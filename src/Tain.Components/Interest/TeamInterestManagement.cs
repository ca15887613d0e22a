namespace Tain;

/// <summary>
/// Clients see what belongs to the team of their player, and what belongs to no team: an object without a <see cref="NetworkTeam"/>, or with
/// <see cref="NetworkTeam.forceShown"/>. An object whose <see cref="NetworkTeam.teamId"/> is empty is seen by its owner only. A player without a NetworkTeam sees all
/// teams, one with an empty team none.
/// </summary>
[WireName("Mirror.TeamInterestManagement")]
public class TeamInterestManagement : KeyedInterestManagement
{
    private protected override KeyChoice KeyOfObject(NetworkIdentity identity) =>
        identity.GetComponent<NetworkTeam>() is not { forceShown: false } team ? new KeyChoice(KeyScope.All) : KeyOf(team);

    private protected override KeyChoice KeyOfPlayer(NetworkIdentity player) =>
        player.GetComponent<NetworkTeam>() is not { } team ? new KeyChoice(KeyScope.All) : KeyOf(team);

    private static KeyChoice KeyOf(NetworkTeam team) => team.teamId.Length == 0 ? default : new KeyChoice(KeyScope.One, new InterestKey(team.teamId));
}
