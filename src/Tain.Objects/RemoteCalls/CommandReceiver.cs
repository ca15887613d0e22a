namespace Tain;

/// <summary>
/// Runs the Commands that clients send. A Command that may not run is refused with one line in the log and nothing else: the client may just not know yet what the
/// server knows. A Command that cannot be read, or whose code throws, is the border's business: it ends the connection.
/// </summary>
internal sealed class CommandReceiver(NetworkServer server)
{
    private readonly NetworkReader _parameters = new() { Context = NetworkWorld.Of(server.World) };

    /// <summary>How many Commands on the unreliable channel had overtaken what they need, or come after its end.</summary>
    public long Ignored { get; private set; }

    public void Handle(NetworkConnectionToClient sender, CommandMessage message, int channelId)
    {
        CommandRefusal refusal = Find(sender, message, out NetworkBehaviour? component, out RemoteCall? call);
        if (refusal != CommandRefusal.None)
        {
            Report(sender, message, channelId, refusal, call);
            return;
        }
        _parameters.SetBuffer(message.payload);
        call!.Call(component!, _parameters, sender);
    }

    private CommandRefusal Find(NetworkConnectionToClient sender, in CommandMessage message, out NetworkBehaviour? component, out RemoteCall? call)
    {
        component = null;
        call = null;
        if (!sender.isReady) return CommandRefusal.ClientNotReady;
        if (server.SpawnTable.Find(message.netId) is not { } identity) return CommandRefusal.UnknownObject;
        NetworkBehaviour[] components = identity.NetworkBehaviours;
        if (message.componentIndex >= components.Length) return CommandRefusal.UnknownComponent;
        component = components[message.componentIndex];
        if (!component.GetRemoteCallTable().TryGet(message.functionHash, out call) || call.Kind != RemoteCallKind.Command) return CommandRefusal.UnknownFunction;
        bool allowed = !call.RequiresAuthority || ReferenceEquals(identity.connectionToClient, sender);
        return allowed ? CommandRefusal.None : CommandRefusal.NotOwner;
    }

    private void Report(NetworkConnectionToClient sender, in CommandMessage message, int channelId, CommandRefusal refusal, RemoteCall? call)
    {
        // On the unreliable channel a straggler that overtook the news is the rule, not an event.
        if (refusal is CommandRefusal.ClientNotReady or CommandRefusal.UnknownObject && channelId != Channels.Reliable)
        {
            server.Log.CommandIgnored(message.functionHash, message.netId, sender.ToString(), refusal, ++Ignored);
            return;
        }
        if (!sender.Warnings.MayLog(message.functionHash, server.LocalTime)) return;
        string target = server.SpawnTable.Find(message.netId)?.Describe() ?? $"netId {message.netId}";
        server.Log.CommandRefused(call?.FunctionFullName ?? $"function {message.functionHash:X4}", target, message.componentIndex, sender.ToString(), refusal);
    }
}
