namespace Tain;

/// <summary>Writes what is owed, with the values of now. Two that are owed the same get the same frames.</summary>
internal sealed class DebtWriter(MessageLimits limits, ObjectLog log)
{
    private readonly Dictionary<(uint NetId, LateState State), (int From, int To)> _written = [];
    private readonly NetworkWriter _component = new();
    private readonly NetworkWriter _payload = new();
    private readonly NetworkWriter _message = new();

    /// <summary>What was written in this tick.</summary>
    public FrameArena Frames { get; } = new();

    /// <summary>Whether anybody may be owed anything: from then on changes are written so that they can be.</summary>
    public bool IsInUse { get; set; }

    /// <summary>Writes some state of an object.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="state">What.</param>
    /// <returns>The numbers of its frames, the last one not included. There may be none, because there is nothing to say or no packet can hold it.</returns>
    public (int From, int To) Write(NetworkIdentity identity, LateState state)
    {
        if (state.IsEmpty) return default;
        if (_written.TryGetValue((identity.netId, state), out (int From, int To) known)) return known;
        int from = Frames.Count;
        if (state.Components != 0) Write(identity, state.Components, new EntityStateKind(EntityStateKind.Delta), state with { Whole = 0 });
        // The message of Hybrid baselines is the one that brings whole state to who has the object. It names the baseline that was there, so that nothing changes for the rest.
        if (state.Whole != 0) Write(identity, state.Whole, new EntityStateKind(EntityStateKind.HybridBaseline, identity.SentBaselineTick), new LateState(0, 0, state.Whole));
        _written.Add((identity.netId, state), (from, Frames.Count));
        return (from, Frames.Count);
    }

    /// <summary>
    /// Tells a client at once what it is owed of an object. It is about to own it, and an owner is told nothing of what it decides itself: afterwards it would be too late.
    /// </summary>
    public void PayNow(NetworkIdentity identity, NetworkConnectionToClient connection)
    {
        DebtBook debts = connection.Sight.Debts;
        identity.observers.Group?.LaneOf(connection)?.CopyDebt(identity, connection);
        int place = debts.Find(identity.SpawnSlot);
        if (place < 0) return;
        StateDebt debt = debts[place];
        debts.RemoveAt(place);
        if (debt.NetId != identity.netId || !identity.observers.Contains(connection) || connection.Sight.IsPending(identity)) return;
        (int from, int to) = Write(identity, debt.State);
        Frames.CopyTo(connection, Channels.Reliable, from, to);
        // The values may change again before this tick's state is written.
        _written.Remove((identity.netId, debt.State));
    }

    /// <summary>Forgets the last tick.</summary>
    public void Clear()
    {
        if (Frames.Count == 0 && _written.Count == 0) return;
        Frames.Clear();
        _written.Clear();
    }

    private void Write(NetworkIdentity identity, ulong components, EntityStateKind kind, LateState state)
    {
        _payload.Reset();
        _payload.WriteVarULong(components);
        identity.IsBeingRepeated = state.Whole != 0;
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, components))
        {
            _component.Reset();
            try
            {
                if (identity.IsBeingRepeated) component.OnSerialize(_component, initialState: true);
                else component.WriteSyncVars(_component, state.Bits);
            }
            catch (Exception exception)
            {
                log.ScriptFailed(component.Describe(), nameof(NetworkBehaviour.OnSerialize), exception);
            }
            _payload.WriteByte((byte)_component.Position);
            _payload.WriteBytes(_component.ToSpan());
        }
        identity.IsBeingRepeated = false;
        Pack(identity, kind, state);
    }

    private void Pack(NetworkIdentity identity, EntityStateKind kind, LateState state)
    {
        _message.Reset();
        kind.Pack(identity.netId, _payload.ToArraySegment(), _message);
        if (_message.Position <= limits.Reliable) Frames.Add(_message.ToSpan(), identity.SpawnSlot, FrameChange.OfAll(identity, state));
        else log.StateTooLarge(identity.Describe(), _message.Position, limits.Reliable);
    }
}
