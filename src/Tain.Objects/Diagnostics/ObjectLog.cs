using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Every line that this floor writes into the log. Each names the object, the function or the connection concerned, and what to do about it where that is known.</summary>
internal sealed partial class ObjectLog(ILogger logger)
{
    // Scripts and misuse ------------------------------------------------------------------------------------------------

    [LoggerMessage(1, LogLevel.Error, "Script exception in {Where}, {Method}")]
    public partial void ScriptFailed(string where, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A reference to {Path} is sent as null: the object has no NetworkIdentity, so nobody else can know it.")]
    public partial void ReferenceWithoutIdentity(string path);

    [LoggerMessage(3, LogLevel.Warning, "A reference to {Path} is sent as null: the object is not spawned. Spawn it first.")]
    public partial void ReferenceNotSpawned(string path);

    [LoggerMessage(4, LogLevel.Warning, "[Server] method {Function} of {Component} was called while the server is not active; nothing was done.")]
    public partial void ServerMethodRefused(string function, string component);

    [LoggerMessage(5, LogLevel.Warning, "[Client] method {Function} of {Component} was called while the client is not active; nothing was done.")]
    public partial void ClientMethodRefused(string function, string component);

    [LoggerMessage(6, LogLevel.Warning, "{Identity} is spawned already; nothing was done.")]
    public partial void AlreadySpawned(string identity);

    [LoggerMessage(7, LogLevel.Error, "{Identity} is owned by {Owner} and is not given to {Connection}. Call RemoveClientAuthority first.")]
    public partial void OwnedByAnother(string identity, string owner, string connection);

    [LoggerMessage(8, LogLevel.Error, "{Identity} is the player of {Owner}; a player stays owned. Use ReplacePlayerForConnection or RemovePlayerForConnection.")]
    public partial void PlayerStaysOwned(string identity, string owner);

    [LoggerMessage(9, LogLevel.Error, "{Connection} has a player already, {Player}. Use ReplacePlayerForConnection.")]
    public partial void HasPlayerAlready(string connection, string player);

    [LoggerMessage(12, LogLevel.Warning, "{Player} does not become the player of {Connection}, which is gone. A game that does something else before it adds a player should look whether the client is still in NetworkServer.connections then.")]
    public partial void NoPlayerForWhoIsGone(string player, string connection);

    [LoggerMessage(10, LogLevel.Error, "{Identity} was spawned while the server shuts down, from OnStopServer of another object that was, and so on; it is not told any more.")]
    public partial void SpawnsWhileShuttingDown(string identity);

    [LoggerMessage(11, LogLevel.Warning, "What was registered for asset id {AssetId} is replaced. Unregister it first if that is meant.")]
    public partial void AssetIdReplaced(uint assetId);

    // Remote calls ------------------------------------------------------------------------------------------------------

    [LoggerMessage(EventId = 20, Message = "Command {Function} of {Component} was not sent: {Reason}.")]
    public partial void CommandNotSent(LogLevel level, string function, string component, CommandRefusal reason);

    [LoggerMessage(21, LogLevel.Warning, "Command {Function} for {Target}, component {Component}, from {Connection} was refused: {Reason}.")]
    public partial void CommandRefused(string function, string target, int component, string connection, CommandRefusal reason);

    [LoggerMessage(EventId = 22, Message = "Rpc {Function} of {Component} was not sent: {Reason}.")]
    public partial void RpcNotSent(LogLevel level, string function, string component, string reason);

    [LoggerMessage(23, LogLevel.Error, "TargetRpc {Function} of {Component} was not sent: it names no connection to a client, and the object has no owner.")]
    public partial void TargetRpcWithoutTarget(string function, string component);

    [LoggerMessage(24, LogLevel.Warning, "Rpc {Function:X4} for {Target}, component {Component}, was not run: {Reason}.")]
    public partial void RpcRefused(int function, string target, int component, string reason);

    [LoggerMessage(25, LogLevel.Warning, "TargetRpc {Function} of {Identity} goes to {Connection}, which {Hindrance}: it will not run there. Call it when the client sees the object.")]
    public partial void TargetRpcInVain(string function, string identity, string connection, string hindrance);

    [LoggerMessage(26, LogLevel.Debug, "Rpc {Function:X4} on channel {Channel} for netId {NetId}, which is not here, was ignored; {Count} so far.")]
    public partial void RpcIgnored(int function, uint netId, int channel, long count);

    [LoggerMessage(27, LogLevel.Debug, "Unreliable Command {Function:X4} for netId {NetId} from {Connection} was ignored: {Reason}; {Count} so far.")]
    public partial void CommandIgnored(int function, uint netId, string connection, CommandRefusal reason, long count);

    [LoggerMessage(28, LogLevel.Warning, "{Count} messages wait for the world to be complete; what comes now for its objects is dropped. The server began a world (ObjectSpawnStarted) and does not finish it.")]
    public partial void TooMuchWaits(int count);

    // State and spawning ------------------------------------------------------------------------------------------------

    [LoggerMessage(40, LogLevel.Error, "State of {Component} could not be read: {Fault}. Both sides must run the same code.")]
    public partial void StateMisread(string component, string fault, Exception? exception);

    [LoggerMessage(41, LogLevel.Error, "The state of {Identity} takes {Bytes} bytes; the transport carries {MaxBytes}. It was not sent. Split it over several components or objects.")]
    public partial void StateTooLarge(string identity, int bytes, int maxBytes);

    [LoggerMessage(42, LogLevel.Warning, "{Message} for netId {NetId}, which is not here; ignored.")]
    public partial void UnknownObject(string message, uint netId);

    [LoggerMessage(43, LogLevel.Warning, "{Message} for {Target} from {Connection}, which does not own it; ignored.")]
    public partial void StateNotFromOwner(string message, string target, string connection);

    [LoggerMessage(44, LogLevel.Error, "{Connection} {Consequence}: it sent state for {Component} that cannot be read: {Fault}. Both sides must run the same code.")]
    public partial void StateUnreadable(string connection, string consequence, string component, string fault, Exception? exception);

    [LoggerMessage(45, LogLevel.Error, "netId {NetId} cannot be spawned: this world has no prefab with id {AssetId}. Add it by world.prefabs.Add on the client too, or register a spawn handler.")]
    public partial void NoPrefab(uint assetId, uint netId);

    [LoggerMessage(46, LogLevel.Error, "{Path}, made for prefab {AssetId}, has no NetworkIdentity; the spawn is dropped.")]
    public partial void PrefabWithoutIdentity(string path, uint assetId);

    [LoggerMessage(47, LogLevel.Error, "netId {NetId} cannot be spawned: no sleeping object of the loaded scenes has scene id {SceneId}.")]
    public partial void NoSceneObject(ulong sceneId, uint netId);

    [LoggerMessage(48, LogLevel.Warning, "{Identity} has the scene id {SceneId}, which another object has too; it is left out.")]
    public partial void SameSceneId(string identity, ulong sceneId);

    [LoggerMessage(49, LogLevel.Warning, "{Message} came on channel {Channel}, where it cannot mean anything; ignored.")]
    public partial void WrongChannel(string message, int channel);

    [LoggerMessage(50, LogLevel.Error, "The spawn handler of asset id {AssetId} {Fault}; netId {NetId} is not spawned.")]
    public partial void SpawnHandlerFault(uint assetId, string fault, uint netId);

    [LoggerMessage(51, LogLevel.Error, "The owner of netId {NetId} changes, but the object is not here; ignored.")]
    public partial void OwnerOfUnknownObject(uint netId);

    [LoggerMessage(52, LogLevel.Warning, "{Identity} is this client's player, but the client has not said that it is ready. Call NetworkClient.Ready first.")]
    public partial void PlayerBeforeReady(string identity);

    [LoggerMessage(53, LogLevel.Error, "{Identity} is not spawned for {Connection}: its whole state takes {Bytes} bytes, and a message carries {MaxBytes}. Its largest component is {Component}, number {Index}, with {ComponentBytes}. Split it over several objects, or limit its collections (SyncObject.maxBytes).")]
    public partial void SpawnTooLarge(string identity, string connection, int bytes, int maxBytes, string component, int index, int componentBytes);

    // Sessions ----------------------------------------------------------------------------------------------------------

    [LoggerMessage(60, LogLevel.Error, "{Connection} asks for a player, but there is no player prefab. Set NetworkServerOptions.playerPrefab, or NetworkServer.OnAddPlayer.")]
    public partial void NoPlayerPrefab(string connection);

    [LoggerMessage(61, LogLevel.Warning, "A client cannot add a player: {Reason}.")]
    public partial void CannotAddPlayer(string reason);

    [LoggerMessage(62, LogLevel.Warning, "A client cannot say Ready: {Reason}.")]
    public partial void CannotBeReady(string reason);

    // Visibility --------------------------------------------------------------------------------------------------------

    [LoggerMessage(80, LogLevel.Error, "Script exception in {Rule}, {Method}, asked about {Identity}; the object keeps its observers.")]
    public partial void InterestRuleFailed(string rule, string method, string identity, Exception exception);

    [LoggerMessage(81, LogLevel.Error, "{Rule} is not used: {Other} decides who sees what in this world, and there can be one. Disable it first.")]
    public partial void SecondInterestRule(string rule, string other);

    [LoggerMessage(82, LogLevel.Error, "Script exception in {Rule}, ResetState; the server goes on.")]
    public partial void InterestResetFailed(string rule, Exception exception);

    private readonly ILogger _logger = logger;
}
