namespace Tain;

/// <summary>Changes of an object that somebody has not been told.</summary>
internal struct StateDebt
{
    public NetworkIdentity Identity;

    /// <summary>The object's netId when the debt was made; an object that was spawned anew owes nothing.</summary>
    public uint NetId;

    /// <summary>The object's <see cref="NetworkIdentity.SpawnSlot"/>.</summary>
    public int Slot;

    /// <summary>What is to be told.</summary>
    public LateState State;

    /// <summary>About how long the message will be.</summary>
    public int Bytes;

    /// <summary>For how many ticks it was put off.</summary>
    public int Waited;

    /// <summary>Whether this tick's new changes of the object were looked at together with it.</summary>
    public bool IsMet;
}
