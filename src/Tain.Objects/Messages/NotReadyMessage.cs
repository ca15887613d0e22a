namespace Tain;

/// <summary>Server to client: the client will see nothing until it says ready again. Wire: nothing but the id.</summary>
[WireName("Mirror.NotReadyMessage")]
public struct NotReadyMessage : NetworkMessage
{
    internal static void Write(NetworkWriter writer, NotReadyMessage message)
    {
    }

    internal static NotReadyMessage Read(NetworkReader reader) => default;
}
