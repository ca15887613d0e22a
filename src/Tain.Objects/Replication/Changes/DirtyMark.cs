namespace Tain;

/// <summary>What an object remembers about its places in a <see cref="DirtyList"/>.</summary>
internal struct DirtyMark
{
    /// <summary>On the list of the next visit.</summary>
    public bool IsListed;

    /// <summary>Local time in seconds of the earliest wake-up asked for; 0 = none.</summary>
    public double WakesAt;
}
