namespace Tain;

/// <summary>SyncVars of an object that somebody has not been told the present values of.</summary>
internal struct StateDebt
{
    public NetworkIdentity Identity;

    /// <summary>The object's netId when the debt was made; an object that was spawned anew owes nothing.</summary>
    public uint NetId;

    /// <summary>The object's <see cref="NetworkIdentity.SpawnSlot"/>.</summary>
    public int Slot;

    /// <summary>A bit for each component.</summary>
    public ulong Components;

    /// <summary>The dirty bits of their SyncVars. One for all components: a value too many costs a few bytes, a mask for each would cost more.</summary>
    public ulong Bits;

    /// <summary>About how long the message will be.</summary>
    public int Bytes;

    /// <summary>For how many ticks it was put off.</summary>
    public int Waited;

    /// <summary>Whether this tick's new changes of the object were looked at together with it.</summary>
    public bool IsMet;
}
