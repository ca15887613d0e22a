namespace Tain;

/// <summary>What a client does with the scene that a <see cref="SceneMessage"/> names. A wire value.</summary>
[WireName("Mirror.SceneOperation")]
public enum SceneOperation : byte
{
    /// <summary>Loads it in place of the present ones.</summary>
    Normal = 0,

    /// <summary>Loads it beside the present ones.</summary>
    LoadAdditive = 1,

    /// <summary>Unloads it.</summary>
    UnloadAdditive = 2,
}
