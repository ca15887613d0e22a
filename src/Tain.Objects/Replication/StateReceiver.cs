namespace Tain;

/// <summary>Applies the state that the server sends to a pure client. A host has the server's objects themselves and ignores it.</summary>
internal sealed class StateReceiver(NetworkClient client)
{
    private readonly NetworkReader _reader = new() { Context = NetworkWorld.Of(client.World) };

    public void Handle(EntityStateMessage message)
    {
        if (client.SpawnTable.Find(message.netId) is { isDestroyed: false } identity)
        {
            if (client.Spawner.IsWaiting(message.netId)) Keep(message);
            else Apply(identity, message.payload, initialState: false);
        }
        else client.Log.UnknownObject(nameof(EntityStateMessage), message.netId);
    }

    public void HandleDelta(EntityStateMessageUnreliableDelta message, double sentAt)
    {
        if (client.SpawnTable.Find(message.netId) is not { isDestroyed: false } identity) return;
        // The next delta will hold the same changes.
        if (client.Spawner.IsWaiting(message.netId)) return;
        if (identity.ReceivedBaseline.Accept(message.baselineTick, sentAt)) Apply(identity, message.payload, initialState: false);
    }

    public void HandleBaseline(EntityStateMessageUnreliableBaseline message, int channelId, double sentAt)
    {
        if (channelId != Channels.Reliable)
        {
            client.Log.WrongChannel(nameof(EntityStateMessageUnreliableBaseline), channelId);
            return;
        }
        if (client.SpawnTable.Find(message.netId) is not { isDestroyed: false } identity) return;
        if (client.Spawner.IsWaiting(message.netId))
        {
            Keep(message, channelId, sentAt);
            return;
        }
        if (message.payload is [EntityStateKind.NoComponents])
        {
            identity.ReceivedBaseline.OnTick(message.baselineTick);
            return;
        }
        identity.ReceivedBaseline.OnBaseline(message.baselineTick, sentAt);
        identity.IsReadingBaseline = true;
        Apply(identity, message.payload, initialState: true);
        identity.IsReadingBaseline = false;
    }

    // Apart, because a lambda's captives are allocated at the start of the method that holds it.
    private void Keep(EntityStateMessage message)
    {
        message.payload = message.payload.ToArray();
        client.Waiting.Keep(message.netId, () => Handle(message));
    }

    private void Keep(EntityStateMessageUnreliableBaseline message, int channelId, double sentAt)
    {
        message.payload = message.payload.ToArray();
        client.Waiting.Keep(message.netId, () => HandleBaseline(message, channelId, sentAt));
    }

    public void Apply(NetworkIdentity identity, ArraySegment<byte> payload, bool initialState)
    {
        _reader.SetBuffer(payload);
        IdentityReader.ReadOnClient(identity, _reader, initialState);
    }
}
