namespace Tain;

// Whether two copies of a component, on two sides, are in the same state. For tests of games; nothing at run time asks.
public abstract partial class NetworkBehaviour
{
    /// <summary>The whole state as it would be written into a spawn message.</summary>
    internal byte[] CaptureState()
    {
        var writer = new NetworkWriter();
        OnSerialize(writer, initialState: true);
        return writer.ToArray();
    }

    internal bool HasSameState(NetworkBehaviour copy)
    {
        copy.Network.ComparedWith = Network.Server;
        try
        {
            return IsSameAs(copy);
        }
        finally
        {
            copy.Network.ComparedWith = null;
        }
    }

    private bool IsSameAs(NetworkBehaviour copy)
    {
        if (CaptureState().AsSpan().SequenceEqual(copy.CaptureState())) return true;

        // Not so fast: the copies may hold the same sets and dictionaries, with their content in another order.
        if (syncObjects.Count == 0 || syncObjects.Count != copy.syncObjects.Count) return false;
        for (int i = 0; i < syncObjects.Count; i++)
        {
            if (!syncObjects[i].HasSameContent(copy.syncObjects[i])) return false;
        }
        NetworkWriter ours = new(), theirs = new();
        SerializeSyncVars(ours, initialState: true);
        copy.SerializeSyncVars(theirs, initialState: true);
        return ours.ToSpan().SequenceEqual(theirs.ToSpan());
    }
}
