namespace Tain;

/// <summary>What a world of a <see cref="WorldHost"/> has cost so far.</summary>
public readonly record struct WorldStats
{
    /// <summary>Where the world is in its life.</summary>
    public WorldState state { get; init; }

    /// <summary>Ticks that were run, those that failed included.</summary>
    public long ticks { get; init; }

    /// <summary>Ticks that began more than a tick after they were due.</summary>
    public long lateTicks { get; init; }

    /// <summary>Ticks that were given up, because the world was further behind than <see cref="WorldSettings.maxCatchUpTicks"/>.</summary>
    public long droppedTicks { get; init; }

    /// <summary>Ticks that took longer than <see cref="WorldSettings.tickBudgetSeconds"/>.</summary>
    public long ticksOverBudget { get; init; }

    /// <summary>Ticks that were put off because the world had used up its budget, see <see cref="WorldSettings.tickBudgetSeconds"/>.</summary>
    public long ticksHeldBack { get; init; }

    /// <summary>Ticks that an exception left.</summary>
    public long failedTicks { get; init; }

    /// <summary>Calls of <see cref="WorldHandle.Post"/> that were refused because too many waited.</summary>
    public long refusedPosts { get; init; }

    /// <summary>How long the last tick took, in seconds.</summary>
    public double lastTickSeconds { get; init; }

    /// <summary>The average of the last 256 ticks, in seconds.</summary>
    public double averageTickSeconds { get; init; }

    /// <summary>What 99 of 100 of the last 256 ticks stayed below, in seconds.</summary>
    public double p99TickSeconds { get; init; }

    /// <summary>The longest tick since the world was made, in seconds.</summary>
    public double maxTickSeconds { get; init; }

    /// <summary>What its ticks have allocated on their thread, in bytes.</summary>
    public long allocatedBytes { get; init; }

    /// <summary>How long the present tick (or the making, or the end) has been running, in seconds; 0 between ticks.</summary>
    public double busySeconds { get; init; }
}
