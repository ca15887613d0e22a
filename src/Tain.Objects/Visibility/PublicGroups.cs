using System.Diagnostics;

namespace Tain;

/// <summary>
/// The objects that are for everybody. Normally that is one group. But a connection that is ready and has no world yet, because it has no player, sees what is
/// spawned from then on and nothing older: while there is such a newcomer, new objects go into a younger group. The clients of each group are among those of the
/// next younger one, so two groups with equally many clients are the same, and become one.
/// </summary>
internal sealed class PublicGroups
{
    private readonly NetworkServer _server;

    // Oldest first.
    private readonly List<VisibilityGroup> _groups = [];
    private readonly List<NetworkIdentity> _moving = [];

    public PublicGroups(NetworkServer server)
    {
        _server = server;
        _groups.Add(Make());
    }

    public int Count => _groups.Count;

    private VisibilityGroup Youngest => _groups[^1];

    /// <summary>Whether a connection sees everything that is for everybody.</summary>
    public bool IsSeenBy(NetworkConnectionToClient connection) => _groups[0].IsSeenBy(connection);

    /// <summary>The group that all ready connections see.</summary>
    public VisibilityGroup ForNewObject()
    {
        if (!HasNewcomers(Youngest)) return Youngest;
        // In a group that is empty nobody can have missed anything.
        VisibilityGroup group = Youngest.Members.Count == 0 ? Youngest : AddYounger();
        foreach (NetworkConnectionToClient connection in _server.ConnectionTable)
        {
            if (connection.isReady && !group.IsSeenBy(connection)) group.Connect(connection);
        }
        return group;
    }

    /// <summary>The connection sees everything from now on. What it lacks it has been sent by the caller.</summary>
    public void Connect(NetworkConnectionToClient connection)
    {
        foreach (VisibilityGroup group in _groups)
        {
            if (!group.IsSeenBy(connection)) group.Connect(connection);
        }
        Merge();
    }

    /// <summary>Joins the groups that became the same, after a connection has come or gone.</summary>
    public void Merge()
    {
        for (int i = _groups.Count - 1; i > 0; i--)
        {
            VisibilityGroup younger = _groups[i], older = _groups[i - 1];
            Debug.Assert(older.Subscribers.Count <= younger.Subscribers.Count, "Who sees the older objects sees the younger ones, too.");
            if (older.Subscribers.Count == younger.Subscribers.Count) Absorb(older, younger, i);
        }
    }

    // Both have the same clients, so the smaller one moves.
    private void Absorb(VisibilityGroup older, VisibilityGroup younger, int index)
    {
        (VisibilityGroup from, VisibilityGroup to) = younger.Members.Count <= older.Members.Count ? (younger, older) : (older, younger);
        foreach (NetworkIdentity identity in from.Members) _moving.Add(identity);
        foreach (NetworkIdentity identity in _moving) identity.observers.Enter(to);
        _moving.Clear();
        from.DisconnectAll();
        _groups[index - 1] = to;
        _groups.RemoveAt(index);
    }

    private VisibilityGroup AddYounger()
    {
        VisibilityGroup younger = Make();
        foreach (NetworkConnectionToClient connection in Youngest.Subscribers.Values) younger.Connect(connection);
        _groups.Add(younger);
        return younger;
    }

    private bool HasNewcomers(VisibilityGroup group)
    {
        foreach (NetworkConnectionToClient connection in _server.ConnectionTable)
        {
            if (connection.isReady && !group.IsSeenBy(connection)) return true;
        }
        return false;
    }

    private VisibilityGroup Make() => new(_server, "everybody", GroupKind.Public);
}
