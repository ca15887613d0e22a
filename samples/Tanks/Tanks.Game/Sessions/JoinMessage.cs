using Tain;

namespace Tanks;

/// <summary>A client wants to play.</summary>
public struct JoinMessage : NetworkMessage
{
    /// <summary>The name that the player would like to have.</summary>
    public string name;

    /// <summary>A program plays; shown in the score table.</summary>
    public bool isBot;
}

/// <summary>The server says no.</summary>
public struct JoinRefusedMessage : NetworkMessage
{
    /// <summary>How many may play at once.</summary>
    public int maxPlayers;
}
