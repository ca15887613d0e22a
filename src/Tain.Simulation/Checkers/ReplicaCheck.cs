namespace Tain.Simulation;

/// <summary>
/// Compares a client's world with its server's: the same objects, the same owners, the same state. It works for any game, because it compares what each component
/// would write into a spawn message. Once nothing has changed for as long as the line takes, there must be no difference:
/// <code>net.RunUntil(() => ReplicaCheck.FindDifference(server, client) is null, limit: TimeSpan.FromSeconds(10));</code>
/// </summary>
/// <remarks>
/// What a component writes must not depend on the side that it is on. Leave out, by <c>include</c>, components that do (a transform that is shown a little in the past).
/// A reference to an object that is not spawned is written as null by the server, so clear such references before destroying what they point to.
/// </remarks>
public static class ReplicaCheck
{
    /// <summary>Looks for the first difference.</summary>
    /// <param name="server">The server.</param>
    /// <param name="client">A client in a world of its own, with a player.</param>
    /// <param name="include">Which components to compare; all when null.</param>
    /// <param name="mayLackPending">Whether objects that the client has not been sent yet count as a difference (false) or not (true).</param>
    /// <returns>What differs, in a sentence; null when nothing does.</returns>
    public static string? FindDifference(NetworkServer server, NetworkClient client, Func<NetworkBehaviour, bool>? include = null, bool mayLackPending = false)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(client);
        if (!client.isConnected) return "The client is not connected.";
        if (client.localPlayer is not { } player) return "The client has no player.";
        if (!server.spawned.TryGetValue(player.netId, out NetworkIdentity? original)) return $"The client's player, netId {player.netId}, is not spawned on the server.";
        if (original.connectionToClient is not { } connection) return $"The client's player, netId {player.netId}, belongs to nobody on the server.";
        if (connection.identity != original) return $"The client takes netId {player.netId} for its player; the server gave it {Describe(connection.identity)}.";

        foreach (NetworkIdentity copy in client.spawned.Values)
        {
            if (!server.spawned.TryGetValue(copy.netId, out original)) return $"The client has {Describe(copy)}, which is not spawned on the server.";
            if (!original.observers.ContainsKey(connection.connectionId)) return $"The client has {Describe(copy)}, which it should not see.";
        }

        foreach (NetworkIdentity identity in server.spawned.Values)
        {
            if (!identity.observers.ContainsKey(connection.connectionId) || (mayLackPending && connection.IsPending(identity))) continue;
            if (!client.spawned.TryGetValue(identity.netId, out NetworkIdentity? copy)) return $"The client lacks {Describe(identity)}.";
            if (Compare(identity, copy, connection, include) is { } difference) return difference;
        }

        return null;
    }

    private static string? Compare(NetworkIdentity original, NetworkIdentity copy, NetworkConnectionToClient connection, Func<NetworkBehaviour, bool>? include)
    {
        bool isOwner = original.connectionToClient == connection;
        if (original.assetId != copy.assetId) return $"{Describe(original)} has asset id {original.assetId} on the server and {copy.assetId} on the client.";
        if (isOwner != copy.isOwned) return $"{Describe(original)} is {(isOwner ? "" : "not ")}the client's, but the client thinks otherwise.";
        if (original.NetworkBehaviours.Length != copy.NetworkBehaviours.Length)
            return $"{Describe(original)} has {original.NetworkBehaviours.Length} components on the server and {copy.NetworkBehaviours.Length} on the client.";

        for (int i = 0; i < original.NetworkBehaviours.Length; i++)
        {
            NetworkBehaviour component = original.NetworkBehaviours[i];
            if ((component.syncMode == SyncMode.Owner && !isOwner) || include?.Invoke(component) == false) continue;
            NetworkBehaviour theirs = copy.NetworkBehaviours[i];
            if (component.HasSameState(theirs)) continue;
            return $"{Describe(original)}, component {i} ({component.GetType().Name}) differs: server {Convert.ToHexStringLower(component.CaptureState())}, "
                + $"client {Convert.ToHexStringLower(theirs.CaptureState())}.";
        }

        return null;
    }

    private static string Describe(NetworkIdentity? identity) => identity is null ? "none" : $"netId {identity.netId} ('{identity.name}')";
}
