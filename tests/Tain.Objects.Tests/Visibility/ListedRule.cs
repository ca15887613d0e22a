namespace Tain.Tests;

/// <summary>A rule that a test writes down: who sees what is a list.</summary>
internal sealed class ListedRule : InterestManagement
{
    private readonly HashSet<(uint NetId, int ConnectionId)> _listed = [];

    /// <summary>What was asked and told, in order.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>When set, the rule throws this instead of answering.</summary>
    public Exception? Bomb { get; set; }

    /// <summary>How often the rule was asked for observers.</summary>
    public int Questions { get; private set; }

    public void List(NetworkIdentity identity, params NetworkConnectionToClient[] connections)
    {
        _listed.RemoveWhere(entry => entry.NetId == identity.netId);
        foreach (NetworkConnectionToClient connection in connections) _listed.Add((identity.netId, connection.connectionId));
    }

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        Journal.Add($"check {identity.netId} for {newObserver.connectionId}");
        return Bomb is null ? _listed.Contains((identity.netId, newObserver.connectionId)) : throw Bomb;
    }

    public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
    {
        Questions++;
        foreach (NetworkConnectionToClient connection in NetworkServer.connections.Values)
        {
            if (_listed.Contains((identity.netId, connection.connectionId))) newObservers.Add(connection);
        }
        if (Bomb is not null) throw Bomb;
    }

    public override void OnSpawned(NetworkIdentity identity) => Hear($"spawned {identity.netId}, {identity.observers.Count} observers");

    public override void OnDestroyed(NetworkIdentity identity) => Hear($"destroyed {identity.netId}, {identity.observers.Count} observers");

    public override void ResetState() => Journal.Add("reset");

    public override void SetHostVisibility(NetworkIdentity identity, bool visible)
    {
        base.SetHostVisibility(identity, visible);
        Journal.Add($"{(visible ? "show" : "hide")} {identity.netId}");
    }

    public void RebuildEverything() => RebuildAll();

    public void Put(NetworkConnectionToClient connection, NetworkIdentity identity) => AddObserver(connection, identity);

    public void Take(NetworkConnectionToClient connection, NetworkIdentity identity) => RemoveObserver(connection, identity);

    private void Hear(string what)
    {
        Journal.Add(what);
        if (Bomb is not null) throw Bomb;
    }
}
