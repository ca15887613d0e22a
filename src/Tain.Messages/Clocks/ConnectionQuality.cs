namespace Tain;

/// <summary>How good a connection feels, from worst to best. The numbers are Mirror's.</summary>
public enum ConnectionQuality : byte
{
    /// <summary>Not enough was measured yet.</summary>
    ESTIMATING = 0,

    /// <summary>The game is hard to play.</summary>
    POOR = 1,

    /// <summary>Delays are visible.</summary>
    FAIR = 2,

    /// <summary>Delays are felt now and then.</summary>
    GOOD = 3,

    /// <summary>Like a local network.</summary>
    EXCELLENT = 4,
}

/// <summary>From what a <see cref="ConnectionQuality"/> is judged.</summary>
public enum ConnectionQualityMethod : byte
{
    /// <summary>From round-trip time and jitter.</summary>
    Simple = 0,

    /// <summary>From how far interpolation had to grow its buffer.</summary>
    Pragmatic = 1,
}
