namespace Tain;

/// <summary>
/// Runs the Rpcs that the server sends. For an object that is not in sight there is nothing to run it on, which is no fault of anybody; for one that waits for the
/// world to be complete the call waits, too.
/// </summary>
internal sealed class RpcReceiver(NetworkClient client)
{
    private readonly NetworkReader _parameters = new() { Context = NetworkWorld.Of(client.World) };

    /// <summary>How many calls came for objects that are not here.</summary>
    public long Ignored { get; private set; }

    public void Handle(RpcMessage message, int channelId)
    {
        if (client.SpawnTable.Find(message.netId) is not { isDestroyed: false } identity)
        {
            client.Log.RpcIgnored(message.functionHash, message.netId, channelId, ++Ignored);
            return;
        }
        if (client.Spawner.IsWaiting(message.netId)) Keep(message, channelId);
        else Run(identity, message);
    }

    // Apart, because a lambda's captives are allocated at the start of the method that holds it.
    private void Keep(RpcMessage message, int channelId)
    {
        message.payload = message.payload.ToArray();
        client.Waiting.Keep(message.netId, () => Handle(message, channelId));
    }

    private void Run(NetworkIdentity identity, RpcMessage message)
    {
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        if (message.componentIndex >= components.Length)
        {
            client.Log.RpcRefused(message.functionHash, identity.Describe(), message.componentIndex, "there is no component with that index");
            return;
        }
        NetworkBehaviour component = components[message.componentIndex];
        if (!component.GetRemoteCallTable().TryGet(message.functionHash, out RemoteCall? call) || call.Kind == RemoteCallKind.Command)
        {
            client.Log.RpcRefused(message.functionHash, identity.Describe(), message.componentIndex, "the component has no such Rpc; were both sides built from the same code?");
            return;
        }
        _parameters.SetBuffer(message.payload);
        call.Call(component, _parameters, null);
    }
}
