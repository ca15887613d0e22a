namespace Tain;

/// <summary>A scene that is to be unloaded at the beginning of the next tick. A coroutine can yield it.</summary>
public sealed class SceneUnloading : AsyncOperation
{
    internal SceneUnloading(Scene scene) => this.scene = scene;

    /// <summary>Raised when the scene is unloaded; its objects are destroyed.</summary>
    public event Action<Scene>? completed;

    /// <summary>The scene.</summary>
    public Scene scene { get; }

    internal override string Description => $"the unloading of scene {scene.name}";

    private protected override void Do(World world) => world.scenes.Unload(scene);

    private protected override void Tell() => completed?.Invoke(scene);
}
