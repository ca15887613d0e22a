namespace Tain;

/// <summary>
/// The server's state phase: visits the objects that changed, and nothing else, group by group, and writes each once for its observers and once for its owner where
/// that differs. What a group has to say lies in one piece, of which each of its connections notes the range; the connections copy their ranges when they send.
/// </summary>
internal sealed class StateBroadcast(DirtyList dirty, IdentityWriter states, MessageLimits limits, ObjectLog log)
{
    // Group behind group; beside them what owners get in place of it.
    private readonly TickFrames _shared = new();
    private readonly TickFrames _own = new();
    private readonly List<VisibilityGroup> _groups = [];
    private readonly NetworkWriter _message = new();
    private bool _isReliableUsed;
    private bool _isUnreliableUsed;

    /// <summary>Whether Hybrid deltas are sent twice, against loss.</summary>
    public bool Redundancy { get; set; }

    /// <summary>How many objects were visited so far.</summary>
    public long Visits { get; private set; }

    /// <summary>Writes the frames of this tick. They live until the next one.</summary>
    /// <param name="now">Local time in seconds.</param>
    /// <param name="frame">The frame counter, whose low byte names baselines.</param>
    /// <param name="isBaseline">Whether Hybrid components send a baseline in this tick.</param>
    public void Serialize(double now, int frame, bool isBaseline)
    {
        _shared.Clear();
        _own.Clear();
        foreach (NetworkIdentity identity in dirty.Take(now))
        {
            // Without observers the changes are set aside: the first one gets the whole state.
            if (identity.IsSpawned && ReferenceEquals(identity.DirtyList, dirty) && identity.observers.Group is { } group) Sort(identity, group);
        }
        foreach (VisibilityGroup group in _groups) Write(group, now, (byte)frame, isBaseline);
        _groups.Clear();
    }

    private void Sort(NetworkIdentity identity, VisibilityGroup group)
    {
        if (identity.observers.Count == 0) return;
        if (group.Changed.IsEmpty) _groups.Add(group);
        group.Changed.Add(identity);
    }

    private void Write(VisibilityGroup group, double now, byte tick, bool isBaseline)
    {
        _isReliableUsed = _isUnreliableUsed = false;
        int firstReliable = _shared[Channels.Reliable].Count, firstUnreliable = _shared[Channels.Unreliable].Count;
        while (group.Changed.TryTake(out NetworkIdentity? identity))
        {
            // A script that was asked for the state of another object has destroyed or moved this one.
            if (!ReferenceEquals(identity!.observers.Group, group)) identity.MarkDirty();
            else Visit(identity, now, tick, isBaseline);
        }
        if (_isReliableUsed) Spread(group, Channels.Reliable, firstReliable);
        if (_isUnreliableUsed) Spread(group, Channels.Unreliable, firstUnreliable);
    }

    private void Spread(VisibilityGroup group, int channel, int first)
    {
        FrameArena frames = _shared[channel];
        foreach (NetworkConnectionToClient connection in group.Subscribers.Values)
        {
            if (connection.isReady) connection.Sight[channel].AddGroup(frames, first, frames.Count);
        }
    }

    private void Visit(NetworkIdentity identity, double now, byte tick, bool isBaseline)
    {
        Visits++;
        ChangedComponents changed = ChangedComponents.OnServer(identity, now);
        if (!changed.Reliable.IsEmpty) SendReliable(identity, changed.Reliable, now);
        if (!changed.HybridDelta.IsEmpty) SendHybridDelta(identity, changed.HybridDelta, now);
        if (!changed.HybridBaseline.IsEmpty)
        {
            if (isBaseline) SendHybridBaseline(identity, changed.HybridBaseline, tick);
            else dirty.Add(identity);
        }
        if (changed.WakeAt < double.PositiveInfinity) dirty.AddAt(identity, changed.WakeAt);
    }

    private void SendReliable(NetworkIdentity identity, ComponentMasks masks, double now)
    {
        states.Write(identity, masks, initialState: false);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, masks.Either)) component.ClearAllDirtyBits(now);
        Distribute(identity, masks, Channels.Reliable, new EntityStateKind(EntityStateKind.Delta));
    }

    private void SendHybridDelta(NetworkIdentity identity, ComponentMasks masks, double now)
    {
        states.Write(identity, masks, initialState: false);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, masks.Either)) component.SetSyncTime(now);
        var kind = new EntityStateKind(EntityStateKind.HybridDelta, identity.SentBaselineTick);
        Distribute(identity, masks, Channels.Unreliable, kind);
        if (Redundancy) Distribute(identity, masks, Channels.Unreliable, kind);
    }

    private void SendHybridBaseline(NetworkIdentity identity, ComponentMasks masks, byte tick)
    {
        states.Write(identity, masks, initialState: true);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, masks.Either)) component.ClearAllDirtyBits(sentAt: null);
        identity.SentBaselineTick = tick;
        Distribute(identity, masks, Channels.Reliable, new EntityStateKind(EntityStateKind.HybridBaseline, tick));
    }

    // The observers' frame goes to the group as a whole; the owner gets something else in its place, or beside it if it is not in the group.
    private void Distribute(NetworkIdentity identity, ComponentMasks masks, int channel, EntityStateKind kind)
    {
        if (channel == Channels.Reliable) _isReliableUsed = true;
        else _isUnreliableUsed = true;
        ObserverSet observers = identity.observers;
        NetworkConnectionToClient? owner = identity.connectionToClient is { isReady: true } ready && observers.Contains(ready) ? ready : null;
        NetworkConnectionToClient? different = masks.IsSame ? null : owner;
        FrameArena shared = _shared[channel];
        int place = shared.Count;
        bool isShared = masks.Observers != 0 && observers.Count > (different is null ? 0 : 1) && Pack(identity, kind, states.Observers, channel);
        if (isShared) shared.Add(_message.ToSpan());
        bool isInGroup = !ReferenceEquals(owner, observers.Outsider);
        if (different is null)
        {
            if (isShared && owner is not null && !isInGroup) owner.Sight[channel].Add(shared, place, place + 1);
            return;
        }

        FrameOutbox outbox = different.Sight[channel];
        bool isOwn = masks.Owner != 0 && Pack(identity, kind, states.Owner, channel);
        int own = isOwn ? _own[channel].Add(_message.ToSpan()) : 0;
        if (!isInGroup && isOwn) outbox.Add(_own[channel], own, own + 1);
        else if (isInGroup && isOwn) outbox.Put(place, isShared, _own[channel], own);
        else if (isInGroup && isShared) outbox.Skip(place);
    }

    private bool Pack(NetworkIdentity identity, EntityStateKind kind, NetworkWriter payload, int channel)
    {
        _message.Reset();
        kind.Pack(identity.netId, payload.ToArraySegment(), _message);
        if (_message.Position <= limits.MaxBytes(channel)) return true;
        log.StateTooLarge(identity.Describe(), _message.Position, limits.MaxBytes(channel));
        return false;
    }
}
