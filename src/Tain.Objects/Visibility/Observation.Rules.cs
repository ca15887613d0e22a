namespace Tain;

// Who decides about an object: its visibility first, then the interest management, then the group that the game put it into; else it is for everybody.
internal sealed partial class Observation
{
    private HashSet<NetworkConnectionToClient>? _spareOwner;

    // What is new goes to those who see it at once: they have not waited for it, and calls to it follow.
    private NetworkIdentity? _opening;

    private InterestManagementBase? Rule => _server.aoi;

    /// <summary>A spawned object gets its observers.</summary>
    public void Open(NetworkIdentity identity)
    {
        if (Rule is { } rule) Call(rule, identity, nameof(InterestManagementBase.OnSpawned), static (rule, identity) => rule.OnSpawned(identity));
        identity.isVisibleToHost = true;
        if (!identity.IsSpawned) return;
        // A rule that is asked may spawn something else.
        NetworkIdentity? outer = _opening;
        _opening = identity;
        Rebuild(identity, initialize: true);
        _opening = outer;
    }

    /// <summary>An object is about to leave the network.</summary>
    public void OnDestroyed(NetworkIdentity identity)
    {
        if (Rule is { } rule) Call(rule, identity, nameof(InterestManagementBase.OnDestroyed), static (rule, identity) => rule.OnDestroyed(identity));
    }

    /// <summary>Looks anew who should see the object. Without interest management that concerns only objects that nobody decided about yet.</summary>
    public void Rebuild(NetworkIdentity identity, bool initialize)
    {
        if (identity.serverOnly || !identity.IsSpawned) return;
        if (Rule is not { } rule || identity.visibility == Visibility.ForceShown)
        {
            if (initialize) Place(identity);
            return;
        }
        if (!initialize)
        {
            Call(rule, identity, nameof(InterestManagementBase.Rebuild), static (rule, identity) => rule.Rebuild(identity, false));
            return;
        }
        Call(rule, identity, nameof(InterestManagementBase.Rebuild), static (rule, identity) => rule.Rebuild(identity, true));
        // A host has the object in its world all the same, and no message will tell it that it does not see it.
        if (_server.localConnection is { } host && !identity.observers.Contains(host)) identity.Network.ShowToHost(identity, false);
    }

    /// <summary>The game decides for a group.</summary>
    public void PutInto(NetworkIdentity identity, VisibilityGroup group)
    {
        identity.observers.Chosen = group;
        if (identity is { IsSpawned: true, isServer: true, serverOnly: false }) Place(identity);
    }

    /// <summary>A client that does not see the object has become its owner.</summary>
    public void OnOwnerGained(NetworkIdentity identity)
    {
        Rebuild(identity, initialize: false);
        UpdateOutsider(identity);
    }

    /// <summary>A client that saw the object because it owned it does not own it any more.</summary>
    public void OnOwnerLost(NetworkIdentity identity) => UpdateOutsider(identity);

    private void Place(NetworkIdentity identity)
    {
        if (GroupFor(identity) is { } group) MoveTo(identity, group);
        else ShowToOwnerOnly(identity);
    }

    // Null: it is hidden.
    private VisibilityGroup? GroupFor(NetworkIdentity identity) => identity.visibility == Visibility.ForceHidden ? null
        : identity.visibility == Visibility.Default && identity.observers.Chosen is { } chosen ? chosen : _public.ForNewObject();

    private void ShowToOwnerOnly(NetworkIdentity identity)
    {
        // A script that is asked for the object's state may spawn another hidden one.
        HashSet<NetworkConnectionToClient> audience = _spareOwner ?? [];
        _spareOwner = null;
        if (identity.connectionToClient is { } owner) audience.Add(owner);
        SetAudience(identity, audience, sayAgain: false);
        audience.Clear();
        _spareOwner = audience;
    }

    private bool IsForNewcomer(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (identity.visibility != Visibility.Default) return identity.visibility == Visibility.ForceShown;
        if (Rule is not { } rule) return identity.observers.Group is not { Kind: GroupKind.Custom };
        try
        {
            return rule.OnCheckObserver(identity, connection);
        }
        catch (Exception exception)
        {
            _server.Log.InterestRuleFailed(rule.Describe(), nameof(InterestManagementBase.OnCheckObserver), identity.Describe(), exception);
            return false;
        }
    }

    private bool HasSubscribed(InterestManagementBase rule, NetworkConnectionToClient connection)
    {
        try
        {
            return rule.SubscribeNewcomer(connection);
        }
        catch (Exception exception)
        {
            _server.Log.InterestRuleFailed(rule.Describe(), nameof(InterestManagementBase.SubscribeNewcomer), connection.ToString(), exception);
            return false;
        }
    }

    private void Call(InterestManagementBase rule, NetworkIdentity identity, string method, Action<InterestManagementBase, NetworkIdentity> call)
    {
        try
        {
            call(rule, identity);
        }
        catch (Exception exception)
        {
            _server.Log.InterestRuleFailed(rule.Describe(), method, identity.Describe(), exception);
        }
    }
}
