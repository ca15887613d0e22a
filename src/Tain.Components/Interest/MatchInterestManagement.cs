namespace Tain;

/// <summary>
/// Clients see what is in the match of their player: for many small games on one server. An object without a <see cref="NetworkMatch"/>, or with an empty id, is seen by
/// its owner only; a player without one sees what it owns only.
/// </summary>
[WireName("Mirror.MatchInterestManagement")]
public class MatchInterestManagement : KeyedInterestManagement
{
    private protected override KeyChoice KeyOfObject(NetworkIdentity identity)
    {
        Guid id = identity.GetComponent<NetworkMatch>() is { } match ? match.matchId : Guid.Empty;
        return id == Guid.Empty ? default : new KeyChoice(KeyScope.One, new InterestKey(null, id));
    }
}
