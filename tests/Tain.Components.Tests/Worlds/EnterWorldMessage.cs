namespace Tain.Tests;

/// <summary>From a world to a client that has come: say Ready, and ask for a player.</summary>
public struct EnterWorldMessage : NetworkMessage
{
    public string world;
}
