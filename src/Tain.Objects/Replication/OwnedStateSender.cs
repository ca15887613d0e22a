namespace Tain;

/// <summary>A client's state phase: sends the components that this client decides, of the objects it owns. Like the server it visits only what changed.</summary>
internal sealed class OwnedStateSender(NetworkClient client, DirtyList dirty, IdentityWriter states)
{
    private readonly NetworkWriter _message = new();

    public void Send(double now, int frame, bool isBaseline)
    {
        foreach (NetworkIdentity identity in dirty.Take(now))
        {
            // Changes of objects that are not ours stay where they were made; they are looked at again if the object becomes ours.
            if (identity.IsSpawned && identity.isOwned && ReferenceEquals(identity.DirtyList, dirty)) Visit(identity, now, (byte)frame, isBaseline);
        }
    }

    private void Visit(NetworkIdentity identity, double now, byte tick, bool isBaseline)
    {
        ChangedComponents changed = ChangedComponents.OnClient(identity, now);
        if (!changed.Reliable.IsEmpty)
        {
            states.WriteAndClear(identity, changed.Reliable, initialState: false, now);
            Send(identity, new EntityStateKind(EntityStateKind.Delta), Channels.Reliable);
        }
        if (!changed.HybridDelta.IsEmpty)
        {
            states.Write(identity, changed.HybridDelta, initialState: false);
            foreach (NetworkBehaviour component in Of(identity, changed.HybridDelta)) component.SetSyncTime(now);
            Send(identity, new EntityStateKind(EntityStateKind.HybridDelta, identity.SentBaselineTick), Channels.Unreliable);
        }
        if (!changed.HybridBaseline.IsEmpty)
        {
            if (isBaseline) SendBaseline(identity, changed.HybridBaseline, tick);
            else dirty.Add(identity);
        }
        if (changed.WakeAt < double.PositiveInfinity) dirty.AddAt(identity, changed.WakeAt);
    }

    private void SendBaseline(NetworkIdentity identity, ComponentMasks masks, byte tick)
    {
        states.WriteAndClear(identity, masks, initialState: true, sentAt: null);
        identity.SentBaselineTick = tick;
        Send(identity, new EntityStateKind(EntityStateKind.HybridBaseline, tick), Channels.Reliable);
    }

    private void Send(NetworkIdentity identity, EntityStateKind kind, int channelId)
    {
        _message.Reset();
        kind.Pack(identity.netId, states.Owner.ToArraySegment(), _message);
        client.connection?.SendRaw(_message.ToSpan(), channelId);
    }

    private static MaskedComponents Of(NetworkIdentity identity, ComponentMasks masks) => new(identity.NetworkBehaviours, masks.Either);
}
