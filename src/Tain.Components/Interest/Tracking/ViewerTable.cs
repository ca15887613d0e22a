namespace Tain;

/// <summary>The clients that have players. Players come and go in many ways, so once per tick the table is compared with the server's.</summary>
internal sealed class ViewerTable<TViewer>(IViewerRule<TViewer> rule) where TViewer : InterestViewer, new()
{
    private readonly Dictionary<int, TViewer> _byConnection = [];
    private readonly List<TViewer> _all = [];
    private readonly Stack<TViewer> _spare = new();

    /// <summary>In the order in which they came, but for those that took the place of one that left. Scripts that are asked for state may change it.</summary>
    public List<TViewer> All => _all;

    /// <summary>A copy, for callers that show something to each: some of its records may be spare when their turn comes.</summary>
    public TViewer[] Snapshot() => [.. _all];

    /// <summary>The record of a client as it was seen last; null when there is none.</summary>
    public TViewer? Find(NetworkConnectionToClient connection) =>
        _byConnection.TryGetValue(connection.connectionId, out TViewer? viewer) && ReferenceEquals(viewer.Connection, connection) ? viewer : null;

    /// <summary>The record of the client whose player an object is; null when it is nobody's.</summary>
    public TViewer? OfPlayer(NetworkIdentity identity) =>
        identity.connectionToClient is { } connection && Find(connection) is { } viewer && ReferenceEquals(viewer.Player, identity) ? viewer : null;

    /// <summary>The record of a client, made or changed if its player is another one than before; null when it has no player.</summary>
    public TViewer? Of(NetworkConnectionToClient connection)
    {
        bool isKnown = _byConnection.TryGetValue(connection.connectionId, out TViewer? viewer);
        if (isKnown && ReferenceEquals(viewer!.Connection, connection))
        {
            if (ReferenceEquals(viewer.Player, connection.identity)) return viewer;
        }
        else if (isKnown)
        {
            // The transport gave the number to another client.
            Remove(viewer!);
            viewer = null;
        }
        if (connection.identity is not { } player)
        {
            if (viewer is not null) Remove(viewer);
            return null;
        }
        viewer ??= Add(connection);
        viewer.Player = player;
        rule.Seat(viewer);
        return viewer;
    }

    /// <summary>Looks who has come, who has gone and who has another player.</summary>
    public void Compare(NetworkServer server)
    {
        int count = 0;
        foreach (NetworkConnectionToClient connection in server.connections.Values)
        {
            if (Of(connection) is not null) count++;
        }
        for (int i = _all.Count - 1; i >= 0 && _all.Count > count; i--)
        {
            if (!IsConnected(_all[i], server)) Remove(_all[i]);
        }
    }

    /// <summary>Whether a client is still one of the server's. It may have gone since the last <see cref="Compare"/>.</summary>
    public static bool IsConnected(TViewer viewer, NetworkServer server) =>
        viewer.Connection is { } its && server.connections.TryGetValue(its.connectionId, out NetworkConnectionToClient? connection) && ReferenceEquals(connection, its);

    public void Clear()
    {
        foreach (TViewer viewer in _all) viewer.StopTracking();
        _byConnection.Clear();
        _all.Clear();
        _spare.Clear();
    }

    private TViewer Add(NetworkConnectionToClient connection)
    {
        if (!_spare.TryPop(out TViewer? viewer)) viewer = new TViewer();
        viewer.Connection = connection;
        viewer.Index = _all.Count;
        _all.Add(viewer);
        _byConnection.Add(connection.connectionId, viewer);
        return viewer;
    }

    private void Remove(TViewer viewer)
    {
        rule.Leave(viewer);
        viewer.StopTracking();
        _byConnection.Remove(viewer.Connection!.connectionId);
        TViewer last = _all[^1];
        _all[viewer.Index] = last;
        last.Index = viewer.Index;
        _all.RemoveAt(_all.Count - 1);
        viewer.Connection = null;
        viewer.Player = null;
        _spare.Push(viewer);
    }
}
