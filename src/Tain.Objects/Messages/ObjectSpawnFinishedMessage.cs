namespace Tain;

/// <summary>Server to client: the world is complete; spawned objects may start. Wire: nothing but the id.</summary>
[WireName("Mirror.ObjectSpawnFinishedMessage")]
public struct ObjectSpawnFinishedMessage : NetworkMessage
{
    internal static void Write(NetworkWriter writer, ObjectSpawnFinishedMessage message)
    {
    }

    internal static ObjectSpawnFinishedMessage Read(NetworkReader reader) => default;
}
