namespace Tanks;

/// <summary>How a player stands with the server.</summary>
public enum SessionState
{
    /// <summary>On the way in.</summary>
    Joining = 0,

    /// <summary>In the arena.</summary>
    Playing = 1,

    /// <summary>The server does not answer, or is gone; tried again and again.</summary>
    Lost = 2,

    /// <summary>The server is full; tried again and again.</summary>
    Full = 3,
}
