using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain;

/// <summary>What a world is made with.</summary>
public sealed class WorldOptions
{
    /// <summary>Where <see cref="Time.realtimeSinceStartup"/> comes from. Ticks themselves are told how long they are.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// The timestamp of <see cref="TimeProvider"/> at which clocks of floors above, such as the network's, show 0; null: when they are made. Worlds between which clients go share
    /// one, so that the time goes on for those.
    /// </summary>
    public long? ClockOrigin { get; init; }

    /// <summary>Where scripts and the engine log to.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The seed of <see cref="World.Random"/>.</summary>
    public ulong RandomSeed { get; init; } = 1;

    /// <summary>The name of the scene that is there, and active, from the beginning.</summary>
    public string FirstSceneName { get; init; } = "Main";
}
