namespace Tain;

/// <summary>Which team an object belongs to, for <see cref="TeamInterestManagement"/>; on the object that has the NetworkIdentity. It does not travel.</summary>
[WireName("Mirror.NetworkTeam")]
public class NetworkTeam : NetworkBehaviour
{
    /// <summary>The name of the team. Empty: none. On a spawned object it takes effect at the end of the tick.</summary>
    /// <exception cref="InvalidOperationException">It is set on a spawned object while no server is active in this world.</exception>
    public string teamId
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (field == value) return;
            Check(nameof(teamId));
            field = value;
            NoteChange();
        }
    } = "";

    /// <summary>Whether the object is shown to all teams. On a spawned object it takes effect at the end of the tick.</summary>
    /// <exception cref="InvalidOperationException">It is set on a spawned object while no server is active in this world.</exception>
    public bool forceShown
    {
        get;
        set
        {
            if (field == value) return;
            Check(nameof(forceShown));
            field = value;
            NoteChange();
        }
    }

    private void Check(string name)
    {
        if (netId != 0 && !NetworkServer.active)
            throw new InvalidOperationException($"The {name} of {gameObject.path} can be changed on an active server only: it is the server that decides who sees what.");
    }

    private void NoteChange()
    {
        if (NetworkServer.aoi is TeamInterestManagement rule) rule.Keyed.NoteChange(netIdentity);
    }
}
