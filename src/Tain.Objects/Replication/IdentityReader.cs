using System.Numerics;

namespace Tain;

/// <summary>
/// Reads what <see cref="IdentityWriter"/> wrote. The bytes do not tell a component's length, only its low 8 bits: a reader that went wrong by less than
/// that repairs itself, and the components behind are saved.
/// </summary>
internal static class IdentityReader
{
    private const int SafetyBlock = 0x100;      // what one byte of length can tell apart

    /// <summary>Applies state that the server sent. A component that fails is logged and the next one is read.</summary>
    public static void ReadOnClient(NetworkIdentity identity, NetworkReader reader, bool initialState)
    {
        if (!reader.TryReadVarULong(out ulong mask)) return;
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        for (ulong rest = mask; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            if (index >= components.Length) return;
            ReadComponent(components[index], reader, initialState);
        }
    }

    /// <summary>Applies state that the owning client sent, and marks it to be passed on. Components that are not the client's to decide are passed over.</summary>
    /// <returns>False when the bytes are not what a component of ours writes: the peer has other code, or is hostile.</returns>
    public static bool ReadOnServer(NetworkIdentity identity, NetworkReader reader, bool initialState)
    {
        // A client has no reason to send nothing, and Mirror disconnects it, too (recorded: vectors/sync2.json, empty payload).
        if (!reader.TryReadVarULong(out ulong mask)) return false;
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        for (ulong rest = mask; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            if (index >= components.Length) return true;
            NetworkBehaviour component = components[index];
            if (component.syncDirection != SyncDirection.ClientToServer) continue;
            if (!ReadComponent(component, reader, initialState)) return false;
            component.SetDirty();
        }
        return true;
    }

    private static bool ReadComponent(NetworkBehaviour component, NetworkReader reader, bool initialState)
    {
        if (reader.Remaining == 0) return false;
        byte safety = reader.ReadByte();
        int start = reader.Position;
        bool understood = TryDeserialize(component, reader, initialState);
        int consumed = reader.Position - start;
        if ((byte)consumed == safety) return understood;

        component.Network.Log.StateSizeMismatch(component.Describe(), consumed, safety);
        int repaired = start + ((consumed & ~(SafetyBlock - 1)) | safety);
        reader.Position = Math.Min(repaired, reader.Capacity);
        return false;
    }

    private static bool TryDeserialize(NetworkBehaviour component, NetworkReader reader, bool initialState)
    {
        component.TakeCallbackThrew();
        try
        {
            component.OnDeserialize(reader, initialState);
            return !component.TakeCallbackThrew();
        }
        catch (Exception exception)
        {
            component.Network.Log.ScriptFailed(component.Describe(), nameof(NetworkBehaviour.OnDeserialize), exception);
            return false;
        }
    }
}
