namespace Tain;

/// <summary>A scene that is to be loaded at the beginning of the next tick. A coroutine can yield it.</summary>
public sealed class SceneLoading : CustomYieldInstruction
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

    /// <summary>Whether it is loaded.</summary>
    public bool isDone => scene is not null;

    /// <inheritdoc/>
    public override bool keepWaiting => !isDone;

    internal void Complete(Scene loaded)
    {
        scene = loaded;
        completed?.Invoke(loaded);
    }
}
