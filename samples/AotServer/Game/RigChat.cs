using Tain;

namespace RigGame;

/// <summary>A line of chat, as a message of the game's own.</summary>
public struct RigChat : NetworkMessage
{
    public string? text;
    public int number;
}
