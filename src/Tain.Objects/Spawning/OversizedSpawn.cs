namespace Tain;

/// <summary>
/// An object whose whole state outgrew what one message carries. The wire has no way to send it in parts, so who joins now does not get it; everything else of the world
/// comes all the same, and the log says which component to look at.
/// </summary>
internal static class OversizedSpawn
{
    /// <summary>Whether a connection's transport carries the spawn message of an object. If not, an error names the object and what makes it large.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="connection">Who is to get it.</param>
    /// <param name="bytes">The length of the message, id included.</param>
    public static bool Fits(NetworkIdentity identity, NetworkConnectionToClient connection, int bytes)
    {
        // A host's own client is given messages by hand, as long as they may be.
        if (connection.IsHost || bytes <= connection.MaxMessageSize()) return true;
        (NetworkBehaviour? largest, int largestBytes) = FindLargest(identity);
        identity.Network.Log.SpawnTooLarge(
            identity.Describe(), connection.ToString(), bytes, connection.MaxMessageSize(), largest?.GetType().Name ?? "none", largest?.ComponentIndex ?? 0, largestBytes);
        return false;
    }

    // Each component is written once more, alone: this is the rare case, and keeping all sizes would cost the common one.
    private static (NetworkBehaviour? Component, int Bytes) FindLargest(NetworkIdentity identity)
    {
        (NetworkBehaviour? Component, int Bytes) largest = default;
        var writer = new IdentityWriter();
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        identity.IsBeingShown = true;
        for (int i = 0; i < components.Length; i++)
        {
            writer.Write(identity, new ComponentMasks(1UL << i, 0), initialState: true);
            if (writer.Owner.Position > largest.Bytes) largest = (components[i], writer.Owner.Position);
        }
        identity.IsBeingShown = false;
        return largest;
    }
}
