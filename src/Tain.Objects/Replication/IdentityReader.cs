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
            if (ReadComponent(components[index], reader, initialState) is { } fault) identity.Network.Log.StateMisread(fault.Where, fault.What, fault.Exception);
        }
    }

    /// <summary>Applies state that the owning client sent, and marks it to be passed on. A mask of nothing but components that
    /// are not the client's to decide, or not there, is passed over, as in Mirror (recorded: vectors/sync2.json); beside others they are a fault, for where their bytes end nobody knows.</summary>
    /// <returns>Null, or why the bytes are not what a component of ours writes: the peer has other code, or is hostile. What stands behind the fault is not read.</returns>
    public static StateFault? ReadOnServer(NetworkIdentity identity, NetworkReader reader, bool initialState)
    {
        // A client has no reason to send nothing, and Mirror disconnects it, too (recorded: vectors/sync2.json, empty payload).
        if (!reader.TryReadVarULong(out ulong mask)) return new StateFault(identity.Describe(), "it names no components");
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        ulong decided = DecidedByOwner(components);
        if ((mask & decided) == 0) return null;
        if ((mask & ~decided) != 0) return new StateFault(identity.Describe(), $"beside components of its owner it names others (mask {mask:X}, of the owner {decided:X})");
        foreach (NetworkBehaviour component in new MaskedComponents(components, mask))
        {
            if (ReadComponent(component, reader, initialState) is { } fault) return fault;
            component.SetDirty();
        }
        return null;
    }

    private static ulong DecidedByOwner(NetworkBehaviour[] components)
    {
        ulong mask = 0;
        for (int i = 0; i < components.Length; i++)
        {
            if (components[i].syncDirection == SyncDirection.ClientToServer) mask |= 1UL << i;
        }
        return mask;
    }

    private static StateFault? ReadComponent(NetworkBehaviour component, NetworkReader reader, bool initialState)
    {
        if (reader.Remaining == 0) return new StateFault(component.Describe(), "it ends before this component");
        byte safety = reader.ReadByte();
        int start = reader.Position;
        StateFault? fault = Deserialize(component, reader, initialState);
        int consumed = reader.Position - start;
        if ((byte)consumed == safety) return fault;

        int repaired = start + ((consumed & ~(SafetyBlock - 1)) | safety);
        reader.Position = Math.Min(repaired, reader.Capacity);
        return fault ?? new StateFault(component.Describe(), $"{consumed} bytes were read where the sender wrote a number that ends in {safety} (of {SafetyBlock})");
    }

    private static StateFault? Deserialize(NetworkBehaviour component, NetworkReader reader, bool initialState)
    {
        component.TakeCallbackThrew();
        try
        {
            component.OnDeserialize(reader, initialState);
            return component.TakeCallbackThrew() is { } thrown ? new StateFault(component.Describe(), "a hook or callback threw", thrown) : null;
        }
        catch (Exception exception)
        {
            return new StateFault(component.Describe(), exception.Message, exception);
        }
    }
}
