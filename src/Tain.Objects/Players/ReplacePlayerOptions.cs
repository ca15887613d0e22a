namespace Tain;

/// <summary>What becomes of the player object that another one takes the place of.</summary>
public enum ReplacePlayerOptions
{
    /// <summary>It stays, and stays owned by the connection.</summary>
    KeepAuthority = 0,

    /// <summary>It stays, owned by nobody.</summary>
    KeepActive = 1,

    /// <summary>It disappears from the network but stays on the server.</summary>
    Unspawn = 2,

    /// <summary>It is destroyed.</summary>
    Destroy = 3,
}
