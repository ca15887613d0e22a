namespace RigGame;

/// <summary>How far a player has come.</summary>
public enum RigState : byte
{
    New = 0,
    Greeted = 1,
}
