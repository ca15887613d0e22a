namespace Tain;

/// <summary>Server to client: the spawns of the world as it is now follow. Wire: nothing but the id.</summary>
[WireName("Mirror.ObjectSpawnStartedMessage")]
public struct ObjectSpawnStartedMessage : NetworkMessage
{
    internal static void Write(NetworkWriter writer, ObjectSpawnStartedMessage message)
    {
    }

    internal static ObjectSpawnStartedMessage Read(NetworkReader reader) => default;
}
