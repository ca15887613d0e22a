namespace Tain.Tests;

/// <summary>How the server of a <see cref="SightHistory"/> sends.</summary>
internal sealed record SightOptions
{
    /// <summary>Whether a rule decides who sees what; else groups do.</summary>
    public bool WithRule { get; init; }

    /// <summary>What a client is sent per tick of what comes into its sight, in bytes; 0 = all.</summary>
    public int JoinBytes { get; init; }

    /// <summary>What a client is sent per tick in all, in bytes; 0 = all.</summary>
    public int StateBytes { get; init; }

    /// <summary>Every how many ticks a client is sent a group's state, at most.</summary>
    public int MaxEvery { get; init; } = 1;

    /// <summary>Whether state may be late: it has to be right once nothing changes any more.</summary>
    public bool MayBeLate => StateBytes > 0 || MaxEvery > 1;
}
