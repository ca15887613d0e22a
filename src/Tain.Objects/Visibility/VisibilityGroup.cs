using System.Diagnostics;

namespace Tain;

/// <summary>
/// Objects that are seen by the same connections: all there are, those of a scene, of a match, of a cell of a grid. Who sees an object is a property of its
/// group, so that joining costs one entry instead of one per object, and what changed in the group is copied to each connection as a whole.
/// </summary>
internal sealed class VisibilityGroup(string name)
{
    private readonly Dictionary<int, Subscription> _byConnection = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly HashSet<NetworkIdentity> _members = [];

    public string Name { get; } = name;

    /// <summary>This tick's state of the members as observers get it, one arena per channel.</summary>
    public GroupFrames Frames { get; } = new();

    public List<Subscription> Subscriptions => _subscriptions;

    public HashSet<NetworkIdentity> Members => _members;

    public Subscription? Find(int connectionId) => _byConnection.GetValueOrDefault(connectionId);

    public void Subscribe(NetworkConnectionToClient connection)
    {
        var subscription = new Subscription(this, connection);
        bool added = _byConnection.TryAdd(connection.connectionId, subscription);
        Debug.Assert(added, "A connection subscribes to a group once.");
        _subscriptions.Add(subscription);
        connection.Sight.Subscriptions.Add(subscription);
    }

    public void Unsubscribe(NetworkConnectionToClient connection)
    {
        if (!_byConnection.Remove(connection.connectionId, out Subscription? subscription)) return;
        _subscriptions.Remove(subscription);
        connection.Sight.Subscriptions.Remove(subscription);
    }
}
