using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Every line that managers and authenticators write into the log. None of them has room for a password.</summary>
internal sealed partial class ManagementLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    // Managers ----------------------------------------------------------------------------------------------------------

    [LoggerMessage(1, LogLevel.Error, "{Path} has a NetworkManager, but this world has one already at {Existing}. The second one is destroyed with its object.")]
    public partial void SecondManager(string path, string existing);

    [LoggerMessage(2, LogLevel.Warning, "{What} was called while the manager runs as {Mode}; nothing was done. Stop it first.")]
    public partial void AlreadyActive(string what, NetworkManagerMode mode);

    [LoggerMessage(5, LogLevel.Warning, "{What} was called while the manager is stopping; nothing was done. Start again in a later frame, for example by Invoke.")]
    public partial void StillStopping(string what);

    [LoggerMessage(3, LogLevel.Error, "StartClient does not know where the server is. Set networkAddress.")]
    public partial void NoAddress();

    [LoggerMessage(4, LogLevel.Error, "{Connection} asks for a player, but there is no player prefab. Set playerPrefab, or override OnServerAddPlayer.")]
    public partial void NoPlayerPrefab(string connection);

    // Scenes ------------------------------------------------------------------------------------------------------------

    [LoggerMessage(20, LogLevel.Error, "{What} was given no scene name; nothing was done.")]
    public partial void NoSceneName(string what);

    [LoggerMessage(21, LogLevel.Error, "The change to scene {Scene} is on its way already; nothing was done.")]
    public partial void ChangeInProgress(string scene);

    [LoggerMessage(22, LogLevel.Error, "The scene cannot be changed to {Scene}: the server is not active.")]
    public partial void ChangeWithoutServer(string scene);

    [LoggerMessage(23, LogLevel.Error, "The server wants scene {Scene}, which this world does not have. The client disconnects. Add it by world.scenes.Add on the client too.")]
    public partial void UnknownScene(string scene);

    [LoggerMessage(24, LogLevel.Error, "The server wants something unknown done with scene {Scene}: operation {Operation}. The client disconnects.")]
    public partial void UnknownSceneOperation(string scene, int operation);

    [LoggerMessage(25, LogLevel.Warning, "The server wants scene {Scene} loaded, which is loaded already; ignored.")]
    public partial void SceneIsLoaded(string scene);

    [LoggerMessage(26, LogLevel.Warning, "The server wants scene {Scene} unloaded, which is not loaded; ignored.")]
    public partial void SceneIsNotLoaded(string scene);

    [LoggerMessage(27, LogLevel.Error, "Scene {Scene} could not be loaded or unloaded, see the error before this. Running as {Mode} ends.")]
    public partial void SceneFailed(string scene, NetworkManagerMode mode);

    // Authentication ----------------------------------------------------------------------------------------------------

    [LoggerMessage(40, LogLevel.Warning, "{Connection} from {Address} is refused: {Reason}")]
    public partial void Refused(string connection, string address, string reason);

    [LoggerMessage(41, LogLevel.Error, "The server refuses this client: {Message}")]
    public partial void RefusedByServer(string? message);

    [LoggerMessage(42, LogLevel.Warning, "{Connection} from {Address} has not authenticated within {Seconds} s and is disconnected.")]
    public partial void TimedOut(string connection, string address, float seconds);

    [LoggerMessage(43, LogLevel.Error, "The server has not accepted this client within {Seconds} s; it disconnects.")]
    public partial void TimedOutAtServer(float seconds);

    [LoggerMessage(44, LogLevel.Warning, "The device id cannot be kept in {File}. The device will be another one next time.")]
    public partial void DeviceIdNotKept(string file, Exception exception);

    public static ManagementLog Of(World world)
    {
        if (world.TryGet(out ManagementLog? known)) return known;
        var made = new ManagementLog(world.LoggerFactory.CreateLogger("Tain.Components"));
        world.Set(made);
        return made;
    }
}
