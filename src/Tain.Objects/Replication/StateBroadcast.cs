namespace Tain;

/// <summary>
/// The server's state phase. <see cref="Serialize"/> visits the objects that changed, and nothing else, and writes each once for its owner and once for the others;
/// <see cref="CopyTo"/> then gives each connection what it sees, in a few large pieces. The frames live until the next tick.
/// </summary>
internal sealed class StateBroadcast(DirtyList dirty, IdentityWriter states, MessageLimits limits, ObjectLog log)
{
    // Frames that go to single connections: what owners get, and objects that are seen one by one.
    private readonly GroupFrames _single = new();
    private readonly List<VisibilityGroup> _written = [];
    private readonly NetworkWriter _message = new();

    /// <summary>Whether Hybrid deltas are sent twice, against loss.</summary>
    public bool Redundancy { get; set; }

    /// <summary>Writes the frames of this tick.</summary>
    /// <param name="now">Local time in seconds.</param>
    /// <param name="frame">The frame counter, whose low byte names baselines.</param>
    /// <param name="isBaseline">Whether Hybrid components send a baseline in this tick.</param>
    public void Serialize(double now, int frame, bool isBaseline)
    {
        Reset();
        foreach (NetworkIdentity identity in dirty.Take(now))
        {
            // Without observers the changes are set aside: the first one gets the whole state.
            if (identity.IsSpawned && ReferenceEquals(identity.DirtyList, dirty) && identity.observers.Count > 0) Visit(identity, now, (byte)frame, isBaseline);
        }
    }

    /// <summary>Gives a connection what changed in its sight.</summary>
    public static void CopyTo(NetworkConnectionToClient connection)
    {
        foreach (Subscription subscription in connection.Sight.Subscriptions) subscription.CopyFrames();
        connection.Sight.Outbox.CopyFrames(connection);
    }

    private void Reset()
    {
        foreach (VisibilityGroup group in _written) group.Frames.Clear();
        _written.Clear();
        _single.Clear();
    }

    private void Visit(NetworkIdentity identity, double now, byte tick, bool isBaseline)
    {
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

    // The observers' frame goes to the group as a whole; the owner's place in it is cut out when the owner gets something else.
    private void Distribute(NetworkIdentity identity, ComponentMasks masks, int channel, EntityStateKind kind)
    {
        ObserverSet observers = identity.observers;
        NetworkConnectionToClient? owner = identity.connectionToClient;
        bool ownerSees = owner is not null && observers.Contains(owner);
        bool ownerDiffers = ownerSees && !masks.IsSame;
        if (masks.Observers != 0 && Pack(identity, kind, states.Observers, channel))
        {
            if (observers.Group is { } group) AddToGroup(group, channel, ownerDiffers ? owner : null);
            if (observers.IndividualCount > 0) AddToIndividuals(observers, channel, ownerDiffers ? owner : null);
        }
        if (ownerDiffers && masks.Owner != 0 && Pack(identity, kind, states.Owner, channel))
            owner!.Sight.Outbox.Add(_single[channel], channel, _single[channel].Add(_message.ToSpan()));
    }

    private void AddToGroup(VisibilityGroup group, int channel, NetworkConnectionToClient? except)
    {
        if (group.Subscriptions.Count == 0) return;
        if (group.Frames.IsEmpty) _written.Add(group);
        int frame = group.Frames[channel].Add(_message.ToSpan());
        if (except is not null) except.Sight.Find(group)?.Cut(channel, frame);
    }

    private void AddToIndividuals(ObserverSet observers, int channel, NetworkConnectionToClient? except)
    {
        FrameArena arena = _single[channel];
        int frame = arena.Add(_message.ToSpan());
        foreach (NetworkConnectionToClient observer in observers.Individuals!.Values)
        {
            if (!ReferenceEquals(observer, except)) observer.Sight.Outbox.Add(arena, channel, frame);
        }
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
