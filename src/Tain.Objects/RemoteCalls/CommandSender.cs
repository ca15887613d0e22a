using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Sends Commands from a pure client, and says in the log why one cannot be sent.</summary>
internal sealed class CommandSender(NetworkClient client)
{
    public void Send(NetworkBehaviour self, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId, bool requiresAuthority)
    {
        CommandRefusal refusal = WhyNot(self, requiresAuthority);
        if (refusal != CommandRefusal.None)
        {
            Report(self, functionFullName, channelId, refusal);
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
        NetworkIdentity? identity = self.IdentityOrNull;
        if (requiresAuthority && identity is { netId: not 0, isLocalPlayer: false, isOwned: false }) return CommandRefusal.NotOwner;
        if (!client.isConnected) return CommandRefusal.NotConnected;
        return identity is { netId: not 0 } ? CommandRefusal.None : CommandRefusal.NotSpawned;
    }

    private void Report(NetworkBehaviour self, string functionFullName, int channelId, CommandRefusal refusal)
    {
        // An unreliable call may be made every frame while a client is getting ready; that is no news.
        bool isNoNews = refusal == CommandRefusal.ClientNotReady && channelId != Channels.Reliable;
        bool isMisuse = refusal is CommandRefusal.NoActiveClient or CommandRefusal.NotConnected;
        client.Log.CommandNotSent(isNoNews ? LogLevel.Debug : isMisuse ? LogLevel.Error : LogLevel.Warning, functionFullName, self.Describe(), refusal);
    }
}
