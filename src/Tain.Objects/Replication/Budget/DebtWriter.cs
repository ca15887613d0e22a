namespace Tain;

/// <summary>Writes what is owed, with the values of now. Two that are owed the same get the same frame.</summary>
internal sealed class DebtWriter(MessageLimits limits, ObjectLog log)
{
    private readonly Dictionary<(uint NetId, ulong Components, ulong Bits), int> _written = [];
    private readonly NetworkWriter _component = new();
    private readonly NetworkWriter _payload = new();
    private readonly NetworkWriter _message = new();

    /// <summary>What was written in this tick.</summary>
    public FrameArena Frames { get; } = new();

    /// <summary>Writes SyncVars of an object.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="components">A bit for each component.</param>
    /// <param name="bits">Their dirty bits.</param>
    /// <returns>The number of the frame; -1 when there is none, because there is nothing to say or no packet can hold it.</returns>
    public int Write(NetworkIdentity identity, ulong components, ulong bits)
    {
        if (components == 0) return -1;
        if (_written.TryGetValue((identity.netId, components, bits), out int known)) return known;
        _payload.Reset();
        _payload.WriteVarULong(components);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, components))
        {
            _component.Reset();
            Write(component, bits);
            _payload.WriteByte((byte)_component.Position);
            _payload.WriteBytes(_component.ToSpan());
        }
        int frame = Pack(identity, components, bits);
        _written.Add((identity.netId, components, bits), frame);
        return frame;
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
        int frame = Write(identity, debt.Components, debt.Bits);
        if (frame >= 0) Frames.CopyTo(connection, Channels.Reliable, frame, frame + 1);
        // The values may change again before this tick's state is written.
        _written.Remove((identity.netId, debt.Components, debt.Bits));
    }

    /// <summary>Forgets the last tick.</summary>
    public void Clear()
    {
        if (Frames.Count == 0 && _written.Count == 0) return;
        Frames.Clear();
        _written.Clear();
    }

    private void Write(NetworkBehaviour component, ulong bits)
    {
        try
        {
            component.WriteSyncVars(_component, bits);
        }
        catch (Exception exception)
        {
            log.ScriptFailed(component.Describe(), nameof(NetworkBehaviour.OnSerialize), exception);
        }
    }

    private int Pack(NetworkIdentity identity, ulong components, ulong bits)
    {
        _message.Reset();
        new EntityStateKind(EntityStateKind.Delta).Pack(identity.netId, _payload.ToArraySegment(), _message);
        if (_message.Position <= limits.Reliable) return Frames.Add(_message.ToSpan(), identity.SpawnSlot, FrameChange.OfAll(identity, components, bits));
        log.StateTooLarge(identity.Describe(), _message.Position, limits.Reliable);
        return -1;
    }
}
