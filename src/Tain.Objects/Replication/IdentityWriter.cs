namespace Tain;

/// <summary>
/// Writes the state of an object: a mask of components, then each component's bytes behind a byte that helps the reader to find the next one.
/// A component is written once, however many kinds of receivers there are. The two results are valid until the next call.
/// </summary>
internal sealed class IdentityWriter
{
    private readonly NetworkWriter _component = new();
    private bool _clears;
    private double? _sentAt;

    /// <summary>What the owner gets; empty when there is nothing for it.</summary>
    public NetworkWriter Owner { get; } = new();

    /// <summary>What the others get; empty when there is nothing for them.</summary>
    public NetworkWriter Observers { get; } = new();

    /// <summary>Whether all that was written last are SyncVars that changed, by the generated code alone: their values can be written again at any later time.</summary>
    public bool IsRepeatable { get; private set; }

    /// <summary>The dirty bits of the SyncVars that were written last.</summary>
    public ulong Bits { get; private set; }

    /// <summary>Those that were written of each of the components.</summary>
    public ulong CommonBits { get; private set; }

    /// <summary>
    /// Writes changes of components, and takes them for sent: those of each when it was asked. What a script that is asked after it changes there is news.
    /// </summary>
    /// <param name="identity">The object.</param>
    /// <param name="components">Which components, for whom.</param>
    /// <param name="initialState">Their whole state, or what changed.</param>
    /// <param name="sentAt">When, in seconds of local time; null: their sync intervals go on.</param>
    public void WriteAndClear(NetworkIdentity identity, ComponentMasks components, bool initialState, double? sentAt)
    {
        _clears = true;
        _sentAt = sentAt;
        Write(identity, components, initialState);
        _clears = false;
    }

    /// <summary>Writes components.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="components">Which components, for whom.</param>
    /// <param name="initialState">Their whole state, or what changed.</param>
    /// <param name="known">Whole states that were written before; null to ask each component.</param>
    public void Write(NetworkIdentity identity, ComponentMasks components, bool initialState, InitialStates? known = null)
    {
        Owner.Reset();
        Observers.Reset();
        IsRepeatable = !initialState;
        Bits = 0;
        CommonBits = ulong.MaxValue;
        if (components.Owner != 0) Owner.WriteVarULong(components.Owner);
        if (components.Observers != 0) Observers.WriteVarULong(components.Observers);
        NetworkBehaviour[] behaviours = identity.NetworkBehaviours;
        for (ulong rest = components.Either; rest != 0; rest &= rest - 1)
        {
            int index = System.Numerics.BitOperations.TrailingZeroCount(rest);
            _component.Reset();
            if (known is null || !known.TryWrite(behaviours[index], _component)) WriteComponent(behaviours[index], initialState, known);
            if (_clears) behaviours[index].ClearAllDirtyBits(_sentAt);
            ulong bit = 1UL << index;
            if ((components.Owner & bit) != 0) Append(Owner);
            if ((components.Observers & bit) != 0) Append(Observers);
        }
    }

    private void WriteComponent(NetworkBehaviour behaviour, bool initialState, InitialStates? known)
    {
        behaviour.TrackedBytes = NetworkBehaviour.NothingTracked;
        try
        {
            behaviour.OnSerialize(_component, initialState);
            bool isGenerated = behaviour.TrackedBytes == _component.Position;
            if (isGenerated) known?.Keep(behaviour, _component.ToSpan());
            IsRepeatable &= isGenerated && !behaviour.HasChangedSyncObjects;
            Bits |= behaviour.ChangedSyncVars;
            CommonBits &= behaviour.ChangedSyncVars;
        }
        catch (Exception exception)
        {
            IsRepeatable = false;
            // What was written stays: the receiver's byte count is right, and the other components are whole.
            behaviour.Network.Log.ScriptFailed(behaviour.Describe(), nameof(NetworkBehaviour.OnSerialize), exception);
        }
    }

    private void Append(NetworkWriter payload)
    {
        payload.WriteByte((byte)_component.Position);
        payload.WriteBytes(_component.ToSpan());
    }
}
