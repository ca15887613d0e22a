namespace Tain;

/// <summary>Sends Commands from a pure client, and says in the log why one cannot be sent.</summary>
internal sealed class CommandSender(NetworkClient client)
{
    public void Send(NetworkBehaviour self, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId, bool requiresAuthority)
    {
        CommandRefusal refusal = WhyNot(self, requiresAuthority);
        if (refusal != CommandRefusal.None)
        {
            // An unreliable call may be made every frame while a client is getting ready; that is no news.
            if (refusal != CommandRefusal.ClientNotReady || channelId == Channels.Reliable) client.Log.CommandNotSent(functionFullName, self.Describe(), refusal);
            return;
        }
        client.Send(
            new CommandMessage { netId = self.netId, componentIndex = self.ComponentIndex, functionHash = functionHash, payload = parameters.ToArraySegment() },
            channelId);
    }

    private CommandRefusal WhyNot(NetworkBehaviour self, bool requiresAuthority)
    {
        if (!client.active) return CommandRefusal.NoActiveClient;
        if (!client.ready) return CommandRefusal.ClientNotReady;
        if (self.IdentityOrNull is not { } identity || identity.netId == 0) return CommandRefusal.NotSpawned;
        if (requiresAuthority && !identity.isLocalPlayer && !identity.isOwned) return CommandRefusal.NotOwner;
        return client.isConnected ? CommandRefusal.None : CommandRefusal.NotConnected;
    }
}
