namespace Tain;

/// <summary>Shows an object to the players of its match, who have one of these, too. Deprecated by Mirror: <see cref="MatchInterestManagement"/> does the same for less.</summary>
[WireName("Mirror.NetworkMatchChecker")]
public class NetworkMatchChecker : NetworkVisibility
{
    /// <summary>The match: any <see cref="Guid"/>, the same for all who belong to it. Empty: none. On a spawned object it takes effect at the end of the tick.</summary>
    public Guid matchId
    {
        get;
        set
        {
            if (field == value) return;
            field = value;
            NoteChange();
        }
    }

    /// <inheritdoc/>
    public override bool OnCheckObserver(NetworkConnectionToClient conn)
    {
        ArgumentNullException.ThrowIfNull(conn);
        return matchId != Guid.Empty && conn.identity?.GetComponent<NetworkMatchChecker>() is { } other && other.matchId == matchId;
    }
}
