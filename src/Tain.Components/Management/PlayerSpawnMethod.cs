namespace Tain;

/// <summary>How the place of a new player is chosen among the start positions.</summary>
public enum PlayerSpawnMethod
{
    /// <summary>Any of them, with equal odds.</summary>
    Random = 0,

    /// <summary>One after the other.</summary>
    RoundRobin = 1,
}
