using System.Diagnostics;

namespace Tain;

/// <summary>
/// Decides who sees what, and tells a connection when an object comes into its sight or leaves it. Without interest management there is one group, everybody,
/// to which a connection subscribes when it is given the world.
/// </summary>
internal sealed class Observation(NetworkServer server, SpawnSender spawns)
{
    private readonly VisibilityGroup _everybody = new("everybody");
    private readonly List<NetworkConnectionToClient> _leaving = [];
    private readonly List<NetworkIdentity> _moved = [];

    /// <summary>A spawned object gets its observers: all that are ready, or only its owner when it is forced hidden.</summary>
    public void Open(NetworkIdentity identity)
    {
        if (identity.serverOnly) return;
        if (identity.observers.Count == 0) identity.ClearAllComponentsDirtyBits(server.LocalTime);
        spawns.Begin(identity);
        if (identity.visibility == Visibility.ForceHidden)
        {
            if (identity.connectionToClient is { isReady: true } owner) ShowIndividually(identity, owner);
            return;
        }
        identity.observers.JoinGroup(identity, _everybody);
        foreach (Subscription subscription in _everybody.Subscriptions) spawns.Send(identity, subscription.Connection);
        foreach (NetworkConnectionToClient connection in server.ConnectionTable)
        {
            // Ready, but without a world until it gets a player: such a connection sees what is spawned from now on, one by one.
            if (connection.isReady && _everybody.Find(connection.connectionId) is null) ShowIndividually(identity, connection);
        }
    }

    /// <summary>Nobody sees the object any more. Nobody is told: that is the caller's decision.</summary>
    public void Close(NetworkIdentity identity) => identity.observers.Clear(identity);

    /// <summary>Gives a ready connection all there is, between two messages that tell it when its world is complete.</summary>
    public void GiveWorld(NetworkConnectionToClient connection)
    {
        connection.Send(new ObjectSpawnStartedMessage());
        foreach (NetworkIdentity identity in server.SpawnTable.Objects)
        {
            if (identity.serverOnly || identity.visibility == Visibility.ForceHidden || identity.observers.Contains(connection)) continue;
            if (identity.gameObject.activeSelf) Announce(identity, connection);
            else MakeIndividual(identity);
            if (identity.observers.Group is null && identity.gameObject.activeSelf) identity.observers.AddIndividual(identity, connection);
        }
        if (_everybody.Find(connection.connectionId) is null) SubscribeToEverybody(connection);
        connection.Send(new ObjectSpawnFinishedMessage());
    }

    /// <summary>The connection sees nothing any more. It is not told: it keeps its objects, or it is gone.</summary>
    public void TakeWorld(NetworkConnectionToClient connection)
    {
        while (connection.Sight.Subscriptions.Count > 0) connection.Sight.Subscriptions[^1].Group.Unsubscribe(connection);
        foreach (NetworkIdentity identity in connection.Sight.Individuals) _moved.Add(identity);
        foreach (NetworkIdentity identity in _moved) identity.observers.RemoveIndividual(identity, connection);
        _moved.Clear();
        connection.Sight.Outbox.Clear();
    }

    /// <summary>Brings an object into the sight of one connection, if it is not there yet.</summary>
    public void Show(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!connection.isReady || identity.serverOnly || identity.observers.Contains(connection)) return;
        if (identity.observers.Count == 0) identity.ClearAllComponentsDirtyBits(server.LocalTime);
        spawns.Begin(identity);
        ShowIndividually(identity, connection);
    }

    /// <summary>Takes an object out of the sight of one connection.</summary>
    public void Hide(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (!identity.observers.Contains(connection)) return;
        MakeIndividual(identity);
        identity.observers.RemoveIndividual(identity, connection);
        connection.Send(new ObjectHideMessage { netId = identity.netId });
    }

    /// <summary>Looks anew who should see the object. Without interest management that concerns only objects that nobody decided about yet.</summary>
    public void Rebuild(NetworkIdentity identity, bool initialize)
    {
        if (!initialize || identity.visibility == Visibility.ForceHidden) return;
        foreach (NetworkConnectionToClient connection in server.ConnectionTable) Show(identity, connection);
    }

    /// <summary>Sends a packed message to all observers of an object, ready or not.</summary>
    public void SendToObservers(NetworkIdentity identity, ReadOnlySpan<byte> message)
    {
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in identity.observers) _leaving.Add(observer.Value);
        foreach (NetworkConnectionToClient connection in _leaving) connection.SendRaw(message, Channels.Reliable);
        _leaving.Clear();
    }

    private void Announce(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (identity.observers.Count == 0) identity.ClearAllComponentsDirtyBits(server.LocalTime);
        spawns.Begin(identity);
        spawns.Send(identity, connection);
    }

    private void ShowIndividually(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        identity.observers.AddIndividual(identity, connection);
        spawns.Send(identity, connection);
    }

    // The object's audience is about to differ from its group's: it gets one of its own, with the same members.
    private static void MakeIndividual(NetworkIdentity identity)
    {
        VisibilityGroup? group = identity.observers.Group;
        if (group is null) return;
        identity.observers.LeaveGroup(identity);
        foreach (Subscription subscription in group.Subscriptions) identity.observers.AddIndividual(identity, subscription.Connection);
    }

    private void SubscribeToEverybody(NetworkConnectionToClient connection)
    {
        // What it saw one by one until now, it sees through the group from now on.
        foreach (NetworkIdentity identity in connection.Sight.Individuals)
        {
            if (ReferenceEquals(identity.observers.Group, _everybody)) _moved.Add(identity);
        }
        foreach (NetworkIdentity identity in _moved) identity.observers.RemoveIndividual(identity, connection);
        _moved.Clear();
        _everybody.Subscribe(connection);
        Debug.Assert(connection.isReady, "Only a ready connection has a world.");
    }
}
