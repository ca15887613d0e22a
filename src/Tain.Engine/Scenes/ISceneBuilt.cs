namespace Tain;

/// <summary>
/// For components that must know that they are part of a scene, and not made while the game runs: told when the scene's builder is done and before anything awakens.
/// </summary>
public interface ISceneBuilt
{
    /// <summary>The builder of the scene is done. The object and all others of the scene are there, named and in their places, but none has awoken.</summary>
    /// <param name="scene">The scene.</param>
    void OnSceneBuilt(Scene scene);
}
