namespace Tain;

/// <summary>Sends ClientRpcs and TargetRpcs. The message is made once; what is sent before a tick's state is received before it.</summary>
internal sealed class RpcSender(NetworkServer server)
{
    private readonly NetworkWriter _message = new();

    public void SendToObservers(NetworkBehaviour self, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId, bool includeOwner)
    {
        if (!MaySend(self, functionFullName)) return;
        NetworkIdentity identity = self.netIdentity;
        if (identity.observers.Count == 0) return;
        Pack(self, functionHash, parameters);
        foreach (KeyValuePair<int, NetworkConnectionToClient> observer in identity.observers)
        {
            NetworkConnectionToClient connection = observer.Value;
            if (!connection.isReady || (!includeOwner && ReferenceEquals(identity.connectionToClient, connection))) continue;
            connection.SendRaw(_message.ToSpan(), channelId);
        }
    }

    public void SendToTarget(NetworkBehaviour self, NetworkConnection? target, string functionFullName, ushort functionHash, NetworkWriter parameters, int channelId)
    {
        if (!MaySend(self, functionFullName)) return;
        NetworkConnection? receiver = target ?? self.netIdentity.connectionToClient;
        if (receiver is not NetworkConnectionToClient connection)
        {
            server.Log.TargetRpcWithoutTarget(functionFullName, self.Describe());
            return;
        }
        Pack(self, functionHash, parameters);
        connection.SendRaw(_message.ToSpan(), channelId);
    }

    private bool MaySend(NetworkBehaviour self, string functionFullName)
    {
        string? reason = !server.active ? "the server is not active" : self.IdentityOrNull is not { IsSpawned: true } ? "the object is not spawned" : null;
        if (reason is not null) server.Log.RpcNotSent(functionFullName, self.Describe(), reason);
        return reason is null;
    }

    private void Pack(NetworkBehaviour self, ushort functionHash, NetworkWriter parameters)
    {
        _message.Reset();
        NetworkMessages.Pack(
            new RpcMessage { netId = self.netId, componentIndex = self.ComponentIndex, functionHash = functionHash, payload = parameters.ToArraySegment() },
            _message);
    }
}
