namespace Tain;

/// <summary>
/// Writes the state of a share of a tick's changed objects: each once for its observers, and once for its owner where that differs. Nothing outside is changed, so
/// shares can be written side by side; what concerns others waits here until somebody fetches it.
/// </summary>
internal sealed class StateWriter(MessageLimits limits, ObjectLog log)
{
    private readonly IdentityWriter _states = new();
    private readonly NetworkWriter _message = new();
    private StateTick _tick;

    public ChannelFrames Reliable { get; } = new(Channels.Reliable);

    public ChannelFrames Unreliable { get; } = new(Channels.Unreliable);

    /// <summary>Objects that have to be visited in the next tick again.</summary>
    public List<NetworkIdentity> Again { get; } = [];

    /// <summary>Objects of which something may be sent later, and when.</summary>
    public List<(NetworkIdentity Identity, double Time)> Wakes { get; } = [];

    /// <summary>Forgets the last tick.</summary>
    public void Clear()
    {
        Reliable.Clear();
        Unreliable.Clear();
        Again.Clear();
        Wakes.Clear();
    }

    /// <summary>Writes the objects of a tick from one number up to, not including, another.</summary>
    public void Write(ChangedObjects changed, int from, int to, in StateTick tick)
    {
        _tick = tick;
        foreach (ChangedObjects.Section section in changed.Sections)
        {
            if (section.End <= from) continue;
            int end = Math.Min(section.End, to);
            foreach (NetworkIdentity identity in changed.Identities[from..end])
            {
                // A script that was asked for the state of another object has destroyed or moved this one.
                if (ReferenceEquals(identity.observers.Group, section.Group)) Visit(identity);
                else Again.Add(identity);
            }
            Reliable.EndPiece(section.Group);
            Unreliable.EndPiece(section.Group);
            from = end;
            if (from == to) return;
        }
    }

    private void Visit(NetworkIdentity identity)
    {
        ChangedComponents changed = ChangedComponents.OnServer(identity, _tick.Now);
        if (!changed.Reliable.IsEmpty) WriteReliable(identity, changed.Reliable);
        if (!changed.HybridDelta.IsEmpty) WriteHybridDelta(identity, changed.HybridDelta);
        if (!changed.HybridBaseline.IsEmpty)
        {
            if (_tick.IsBaseline) WriteHybridBaseline(identity, changed.HybridBaseline);
            else Again.Add(identity);
        }
        if (changed.WakeAt < double.PositiveInfinity) Wakes.Add((identity, changed.WakeAt));
    }

    // Differences that build on each other go apart from the rest where somebody may be told the whole instead, so that he can be spared them alone.
    private void WriteReliable(NetworkIdentity identity, ComponentMasks masks)
    {
        ulong apart = _tick.IsThinned ? identity.FindRepeatable(masks.Either) : 0;
        ComponentMasks rest = masks.Without(apart);
        if (!rest.IsEmpty)
        {
            _states.WriteAndClear(identity, rest, initialState: false, _tick.Now);
            FrameChange change = new(_states.IsRepeatable ? identity : null, new LateState(rest.Either, _states.Bits, 0), _states.CommonBits, IsWhole: false);
            Distribute(identity, rest, Reliable, new EntityStateKind(EntityStateKind.Delta), change);
        }
        if (apart == 0) return;
        ComponentMasks differences = masks.Without(~apart);
        _states.WriteAndClear(identity, differences, initialState: false, _tick.Now);
        Distribute(identity, differences, Reliable, new EntityStateKind(EntityStateKind.Delta), new FrameChange(identity, new LateState(0, 0, apart), 0, IsWhole: false));
    }

    private void WriteHybridDelta(NetworkIdentity identity, ComponentMasks masks)
    {
        _states.Write(identity, masks, initialState: false);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, masks.Either)) component.SetSyncTime(_tick.Now);
        var kind = new EntityStateKind(EntityStateKind.HybridDelta, identity.SentBaselineTick);
        Distribute(identity, masks, Unreliable, kind);
        if (_tick.IsRedundant) Distribute(identity, masks, Unreliable, kind);
    }

    private void WriteHybridBaseline(NetworkIdentity identity, ComponentMasks masks)
    {
        _states.WriteAndClear(identity, masks, initialState: true, sentAt: null);
        identity.SentBaselineTick = _tick.Number;
        Distribute(identity, masks, Reliable, new EntityStateKind(EntityStateKind.HybridBaseline, _tick.Number));
    }

    // The observers' frame goes to the group as a whole; the owner gets something else in its place, or beside it if it is not in the group.
    private void Distribute(NetworkIdentity identity, ComponentMasks masks, ChannelFrames frames, EntityStateKind kind, FrameChange change = default)
    {
        ObserverSet observers = identity.observers;
        NetworkConnectionToClient? owner = identity.connectionToClient is { isReady: true } ready && observers.Contains(ready) ? ready : null;
        NetworkConnectionToClient? different = masks.IsSame ? null : owner;
        int place = frames.Shared.Count;
        bool isShared = masks.Observers != 0 && observers.Count > (different is null ? 0 : 1) && Pack(identity, kind, _states.Observers, frames.ChannelId);
        if (isShared) frames.Shared.Add(_message.ToSpan(), identity.SpawnSlot, change.Of(masks.Observers));
        if (owner is null) return;

        bool isInGroup = !ReferenceEquals(owner, observers.Outsider);
        if (different is null)
        {
            if (isShared && !isInGroup) frames.Note(new OwnerNote(owner, OwnerNoteKind.SharedBeside, place, 0));
            return;
        }
        bool isOwn = masks.Owner != 0 && Pack(identity, kind, _states.Owner, frames.ChannelId);
        int own = isOwn ? frames.Own.Add(_message.ToSpan(), identity.SpawnSlot, change.Of(masks.Owner)) : 0;
        if (isOwn) frames.Note(new OwnerNote(owner, !isInGroup ? OwnerNoteKind.OwnBeside : isShared ? OwnerNoteKind.OwnInstead : OwnerNoteKind.OwnOnly, place, own));
        else if (isInGroup && isShared) frames.Note(new OwnerNote(owner, OwnerNoteKind.Nothing, place, 0));
    }

    private bool Pack(NetworkIdentity identity, EntityStateKind kind, NetworkWriter payload, int channelId)
    {
        _message.Reset();
        kind.Pack(identity.netId, payload.ToArraySegment(), _message);
        if (_message.Position <= limits.MaxBytes(channelId)) return true;
        log.StateTooLarge(identity.Describe(), _message.Position, limits.MaxBytes(channelId));
        return false;
    }
}
