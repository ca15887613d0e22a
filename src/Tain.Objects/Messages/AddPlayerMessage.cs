namespace Tain;

/// <summary>Client to server: asks for a player object. Wire: nothing but the id.</summary>
[WireName("Mirror.AddPlayerMessage")]
public struct AddPlayerMessage : NetworkMessage
{
    internal static void Write(NetworkWriter writer, AddPlayerMessage message)
    {
    }

    internal static AddPlayerMessage Read(NetworkReader reader) => default;
}
