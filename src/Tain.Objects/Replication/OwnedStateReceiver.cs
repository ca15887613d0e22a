namespace Tain;

/// <summary>
/// Applies the state that clients send for objects they own. The server checks whose object it is and that the bytes are whole; what the values mean is for the
/// component to check. What was applied is passed on to the other observers by the next tick.
/// </summary>
internal sealed class OwnedStateReceiver(NetworkServer server)
{
    private readonly NetworkReader _reader = new() { Context = NetworkWorld.Of(server.World) };

    public void Handle(NetworkConnectionToClient sender, EntityStateMessage message)
    {
        if (FindOwned(sender, message.netId, nameof(EntityStateMessage)) is { } identity) Apply(sender, identity, message.payload, initialState: false);
    }

    public void HandleDelta(NetworkConnectionToClient sender, EntityStateMessageUnreliableDelta message)
    {
        if (FindOwned(sender, message.netId, nameof(EntityStateMessageUnreliableDelta)) is not { } identity) return;
        if (identity.ReceivedBaseline.Accept(message.baselineTick, sender.remoteTimeStamp)) Apply(sender, identity, message.payload, initialState: false);
    }

    public void HandleBaseline(NetworkConnectionToClient sender, EntityStateMessageUnreliableBaseline message, int channelId)
    {
        if (channelId != Channels.Reliable)
        {
            if (sender.Warnings.MayLog(nameof(EntityStateMessageUnreliableBaseline).Length, server.LocalTime))
                server.Log.WrongChannel(nameof(EntityStateMessageUnreliableBaseline), channelId);
            return;
        }
        if (FindOwned(sender, message.netId, nameof(EntityStateMessageUnreliableBaseline)) is not { } identity) return;
        identity.ReceivedBaseline.OnBaseline(message.baselineTick, sender.remoteTimeStamp);
        Apply(sender, identity, message.payload, initialState: true);
    }

    private NetworkIdentity? FindOwned(NetworkConnectionToClient sender, uint netId, string message)
    {
        NetworkIdentity? identity = server.SpawnTable.Find(netId);
        if (identity is not null && ReferenceEquals(identity.connectionToClient, sender)) return identity;
        // Ownership may have changed while the message was on its way, so this is no reason to part.
        if (!sender.Warnings.MayLog(unchecked((int)netId), server.LocalTime)) return null;
        if (identity is null) server.Log.UnknownObject(message, netId);
        else server.Log.StateNotFromOwner(message, identity.Describe(), sender.ToString());
        return null;
    }

    private void Apply(NetworkConnectionToClient sender, NetworkIdentity identity, ArraySegment<byte> payload, bool initialState)
    {
        _reader.SetBuffer(payload);
        if (IdentityReader.ReadOnServer(identity, _reader, initialState) is not { } fault) return;
        string consequence = server.exceptionsDisconnect ? "is disconnected" : "is tolerated";
        if (server.exceptionsDisconnect || sender.Warnings.MayLog(nameof(OwnedStateReceiver).Length, server.LocalTime))
            server.Log.StateUnreadable(sender.ToString(), consequence, fault.Where, fault.What, fault.Exception);
        if (server.exceptionsDisconnect) sender.Disconnect();
    }
}
