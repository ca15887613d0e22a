using System.Numerics;

namespace Tain;

/// <summary>What a client is told first: what it owns, then what is near its player.</summary>
internal static class Nearness
{
    /// <summary>The priority of an object for a client: 1 at the player's feet and less further away; what the client owns comes before everything.</summary>
    public static float Of(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        if (ReferenceEquals(identity.connectionToClient, connection)) return float.MaxValue;
        if (connection.identity is not { } player) return 1;
        float distance = Vector3.Distance(identity.transform.position, player.transform.position);
        return float.IsFinite(distance) ? 1 / (1 + distance) : 0;
    }
}
