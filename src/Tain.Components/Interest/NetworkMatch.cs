namespace Tain;

/// <summary>Which match an object belongs to, for <see cref="MatchInterestManagement"/>; on the object that has the NetworkIdentity. It does not travel.</summary>
[WireName("Mirror.NetworkMatch")]
public class NetworkMatch : NetworkBehaviour
{
    /// <summary>The match: any <see cref="Guid"/>, the same for all who belong to it. Empty: none. On a spawned object it takes effect at the end of the tick.</summary>
    /// <exception cref="InvalidOperationException">It is set while no server is active in this world.</exception>
    public Guid matchId
    {
        get;
        set
        {
            if (!NetworkServer.active)
                throw new InvalidOperationException($"The matchId of {gameObject.path} can be set on an active server only: it is the server that decides who sees what. Set it before Spawn, in the code of the server.");
            if (field == value) return;
            field = value;
            if (NetworkServer.aoi is MatchInterestManagement rule) rule.Keyed.NoteChange(netIdentity);
        }
    }
}
