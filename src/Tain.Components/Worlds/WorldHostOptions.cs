using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain;

/// <summary>How a <see cref="WorldHost"/> runs its worlds.</summary>
public sealed class WorldHostOptions
{
    /// <summary>How many worlds tick at once, each on a thread; 0, the default: one per processor.</summary>
    public int threads { get; init; }

    /// <summary>
    /// How many threads may be started in place of those whose world does not come back from a tick. 4 at first. Beyond it the other worlds share what is left.
    /// </summary>
    public int maxSpareThreads { get; init; } = 4;

    /// <summary>Ticks per second of worlds that do not say otherwise, 1 to 1000. 30 at first.</summary>
    public int tickRate { get; init; } = 30;

    /// <summary>What a tick of a world may take that says nothing else, see <see cref="WorldSettings.tickBudgetSeconds"/>; 0, the default: the time from tick to tick.</summary>
    public double tickBudgetSeconds { get; init; }

    /// <summary>After how many seconds a tick that has not come back is reported, and a spare thread started. 5 at first.</summary>
    public double stuckAfterSeconds { get; init; } = 5;

    /// <summary>How often one world's slow ticks are reported in the log at most, in seconds. 10 at first.</summary>
    public double reportIntervalSeconds { get; init; } = 10;

    /// <summary>How long <see cref="WorldHost.Dispose"/> waits for worlds that are in a tick, in seconds. 5 at first.</summary>
    public double stopTimeoutSeconds { get; init; } = 5;

    /// <summary>The clock of the host and of its worlds. With threads it must run in real time.</summary>
    public TimeProvider timeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the host logs, and the worlds: each writes its name before its lines, and among their values as <c>World</c>.</summary>
    public ILoggerFactory loggerFactory { get; init; } = NullLoggerFactory.Instance;
}
