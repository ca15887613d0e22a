using System.ComponentModel;

namespace Tain;

// Remote calls, the sending half: what the woven stubs of Commands and Rpcs call.
public abstract partial class NetworkBehaviour
{
    /// <summary>The remote calls of this class and its bases. Overridden by the weaver.</summary>
    /// <returns>A table that is the same for all instances of the class.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual RemoteCallTable GetRemoteCallTable() => RemoteCallTable.Empty;

    /// <summary>On a host a Command is a plain call: its client and its server share the object. Asked by the woven stubs.</summary>
    /// <returns>True when the body is to be run at once.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool ShouldRunCommandHere() => IdentityOrNull is { isHost: true };

    /// <summary>What a Command that runs at once on a host gets as its sender.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NetworkConnectionToClient? LocalSender => Network.Server.localConnection;

    /// <summary>Lends a writer for the parameters of one remote call.</summary>
    /// <returns>An empty writer, to be given back by <see cref="ReturnRemoteCallWriter"/>.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NetworkWriter RentRemoteCallWriter() => Network.Writers.Get();

    /// <summary>Takes back a writer lent by <see cref="RentRemoteCallWriter"/>.</summary>
    /// <param name="writer">The writer.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReturnRemoteCallWriter(NetworkWriter writer) => Network.Writers.Return((NetworkWriterPooled)writer);

    /// <summary>Sends a Command, or tells in the log why it cannot be sent.</summary>
    /// <param name="functionFullName">The signature, for the log.</param>
    /// <param name="functionHash">The 16 bits of its hash.</param>
    /// <param name="writer">The parameters.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="requiresAuthority">Whether only the owner may call.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void SendCommandInternal(string functionFullName, ushort functionHash, NetworkWriter writer, int channelId, bool requiresAuthority) =>
        Network.Client.Commands.Send(this, functionFullName, functionHash, writer, channelId, requiresAuthority);

    /// <summary>Sends a ClientRpc to everybody who sees the object, or tells in the log why it cannot be sent.</summary>
    /// <param name="functionFullName">The signature, for the log.</param>
    /// <param name="functionHash">The 16 bits of its hash.</param>
    /// <param name="writer">The parameters.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="includeOwner">Whether the object's owner gets it too.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void SendRPCInternal(string functionFullName, ushort functionHash, NetworkWriter writer, int channelId, bool includeOwner) =>
        Network.Server.Rpcs.SendToObservers(this, functionFullName, functionHash, writer, channelId, includeOwner);

    /// <summary>Sends a TargetRpc, or tells in the log why it cannot be sent.</summary>
    /// <param name="target">Whom to; null for the object's owner.</param>
    /// <param name="functionFullName">The signature, for the log.</param>
    /// <param name="functionHash">The 16 bits of its hash.</param>
    /// <param name="writer">The parameters.</param>
    /// <param name="channelId">The channel.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void SendTargetRPCInternal(NetworkConnection? target, string functionFullName, ushort functionHash, NetworkWriter writer, int channelId) =>
        Network.Server.Rpcs.SendToTarget(this, target, functionFullName, functionHash, writer, channelId);

    /// <summary>The test of [Server] and [ServerCallback] methods. Called by woven code.</summary>
    /// <param name="functionFullName">The method, to warn about it; null for no warning.</param>
    /// <returns>True when the server of this world is active.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool IsServerActive(string? functionFullName)
    {
        bool active = Network.Server.active;
        if (!active && functionFullName is not null) Network.Log.ServerMethodRefused(functionFullName, Describe());
        return active;
    }

    /// <summary>The test of [Client] and [ClientCallback] methods. Called by woven code.</summary>
    /// <param name="functionFullName">The method, to warn about it; null for no warning.</param>
    /// <returns>True when the client of this world is active.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool IsClientActive(string? functionFullName)
    {
        bool active = Network.Client.active;
        if (!active && functionFullName is not null) Network.Log.ClientMethodRefused(functionFullName, Describe());
        return active;
    }
}
