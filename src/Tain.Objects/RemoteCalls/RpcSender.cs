using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>
/// Sends ClientRpcs and TargetRpcs. The message is made once; what is sent before a tick's state is received before it. Calls that an object makes in OnStartServer,
/// before anybody has heard of it, wait until those who see it have got their spawn message.
/// </summary>
internal sealed class RpcSender(NetworkServer server)
{
    private readonly NetworkWriter _message = new();
    private readonly Dictionary<NetworkIdentity, List<HeldRpc>?> _held = [];

    /// <summary>Keeps back the calls of an object until <see cref="Release"/>.</summary>
    public void Hold(NetworkIdentity identity) => _held[identity] = null;

    /// <summary>The object has its observers: what it called meanwhile goes to them.</summary>
    public void Release(NetworkIdentity identity)
    {
        if (!_held.Remove(identity, out List<HeldRpc>? calls) || calls is null || !identity.IsSpawned) return;
        foreach (HeldRpc call in calls)
        {
            if (call.Target is null) Distribute(identity, call.Message, call.ChannelId, call.IncludeOwner);
            else SendTo(call.Target, identity, call.FunctionFullName, call.Message, call.ChannelId);
        }
    }

    public void SendToObservers(NetworkBehaviour self, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId, bool includeOwner)
    {
        if (!MaySend(self, functionFullName)) return;
        NetworkIdentity identity = self.netIdentity;
        bool isHeld = _held.ContainsKey(identity);
        if (!isHeld && identity.observers.Count == 0) return;
        Pack(self, functionHash, parameters);
        if (isHeld) Keep(identity, new HeldRpc(_message.ToArray(), functionFullName, null, channelId, includeOwner));
        else Distribute(identity, _message.ToSpan(), channelId, includeOwner);
    }

    public void SendToTarget(NetworkBehaviour self, NetworkConnection? target, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId)
    {
        if (!MaySend(self, functionFullName)) return;
        NetworkIdentity identity = self.netIdentity;
        switch (target ?? identity.connectionToClient)
        {
            case NetworkConnectionToClient connection:
                Pack(self, functionHash, parameters);
                if (_held.ContainsKey(identity)) Keep(identity, new HeldRpc(_message.ToArray(), functionFullName, connection, channelId, IncludeOwner: true));
                else SendTo(connection, identity, functionFullName, _message.ToSpan(), channelId);
                break;
            case null:
                server.Log.TargetRpcWithoutTarget(functionFullName, self.Describe());
                break;
            default:
                server.Log.RpcNotSent(LogLevel.Error, functionFullName, self.Describe(), "its target is this process' connection to a server; name the connection to a client");
                break;
        }
    }

    private void Keep(NetworkIdentity identity, HeldRpc call) => (_held[identity] ??= []).Add(call);

    private static void Distribute(NetworkIdentity identity, ReadOnlySpan<byte> message, int channelId, bool includeOwner)
    {
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in identity.observers)
        {
            NetworkConnectionToClient connection = observer.Value;
            if (!connection.isReady || connection.Sight.IsPending(identity) || (!includeOwner && ReferenceEquals(identity.connectionToClient, connection))) continue;
            connection.SendRaw(message, channelId);
        }
    }

    // Mirror sends to any connection without a word. The bytes are the same here, but the caller should hear that nobody will run them.
    private void SendTo(NetworkConnectionToClient connection, NetworkIdentity identity, string functionFullName, ReadOnlySpan<byte> message, int channelId)
    {
        // Who is addressed shall hear it: it does not wait for the object any longer.
        server.Observation.SendNow(identity, connection);
        string? hindrance = !connection.IsOpen ? "is closed" : !identity.observers.Contains(connection) ? "does not see the object" : null;
        if (hindrance is not null && connection.Warnings.MayLog(functionFullName.GetHashCode(StringComparison.Ordinal), server.LocalTime))
            server.Log.TargetRpcInVain(functionFullName, identity.Describe(), connection.ToString(), hindrance);
        connection.SendRaw(message, channelId);
    }

    private bool MaySend(NetworkBehaviour self, string functionFullName)
    {
        if (!server.active) server.Log.RpcNotSent(LogLevel.Error, functionFullName, self.Describe(), "the server is not active");
        else if (self.IdentityOrNull is not { IsSpawned: true }) server.Log.RpcNotSent(LogLevel.Warning, functionFullName, self.Describe(), "the object is not spawned");
        else return true;
        return false;
    }

    private void Pack(NetworkBehaviour self, ushort functionHash, NetworkWriter parameters)
    {
        _message.Reset();
        NetworkMessages.Pack(
            new RpcMessage { netId = self.netId, componentIndex = self.ComponentIndex, functionHash = functionHash, payload = parameters.ToArraySegment() },
            _message);
    }

    private readonly record struct HeldRpc(byte[] Message, string FunctionFullName, NetworkConnectionToClient? Target, int ChannelId, bool IncludeOwner);
}
