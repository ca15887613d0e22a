namespace Tain;

/// <summary>A scene that is to be loaded at the beginning of the next tick. A coroutine can yield it.</summary>
public sealed class SceneLoading : AsyncOperation
{
    internal SceneLoading(string sceneName, LoadSceneMode mode)
    {
        this.sceneName = sceneName;
        this.mode = mode;
    }

    /// <summary>Raised when the scene is loaded; its objects have awoken.</summary>
    public event Action<Scene>? completed;

    /// <summary>The scene's name.</summary>
    public string sceneName { get; }

    /// <summary>What becomes of the other scenes.</summary>
    public LoadSceneMode mode { get; }

    /// <summary>The scene, once it is loaded.</summary>
    public Scene? scene { get; private set; }

    internal override string Description => $"the loading of scene {sceneName}";

    private protected override void Do(World world) => scene = world.scenes.Load(sceneName, mode);

    private protected override void Tell() => completed?.Invoke(scene!);
}
