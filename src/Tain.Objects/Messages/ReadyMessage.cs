namespace Tain;

/// <summary>Client to server: the client can show the world. Wire: nothing but the id.</summary>
[WireName("Mirror.ReadyMessage")]
public struct ReadyMessage : NetworkMessage
{
    internal static void Write(NetworkWriter writer, ReadyMessage message)
    {
    }

    internal static ReadyMessage Read(NetworkReader reader) => default;
}
