namespace Tain;

/// <summary>What becomes of the player object that is taken from a connection.</summary>
public enum RemovePlayerOptions
{
    /// <summary>It stays, owned by nobody.</summary>
    KeepActive = 0,

    /// <summary>It disappears from the network but stays on the server.</summary>
    Unspawn = 1,

    /// <summary>It is destroyed.</summary>
    Destroy = 2,
}
