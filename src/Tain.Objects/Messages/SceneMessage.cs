namespace Tain;

/// <summary>Server to client: load or unload a scene. Wire: string sceneName, byte sceneOperation, bool customHandling.</summary>
[WireName("Mirror.SceneMessage")]
public struct SceneMessage : NetworkMessage
{
    /// <summary>The scene's path or name, as the server was given it.</summary>
    public string? sceneName;

    /// <summary>What to do with it.</summary>
    public SceneOperation sceneOperation;

    /// <summary>True: the client only calls its callback; the game loads.</summary>
    public bool customHandling;

    internal static void Write(NetworkWriter writer, SceneMessage message)
    {
        writer.WriteString(message.sceneName);
        writer.WriteByte((byte)message.sceneOperation);
        writer.WriteBool(message.customHandling);
    }

    internal static SceneMessage Read(NetworkReader reader) => new()
    {
        sceneName = reader.ReadString(),
        sceneOperation = (SceneOperation)reader.ReadByte(),
        customHandling = reader.ReadBool(),
    };
}
