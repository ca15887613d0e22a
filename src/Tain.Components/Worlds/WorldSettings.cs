namespace Tain;

/// <summary>How one world of a <see cref="WorldHost"/> runs. What its server may use is said by its own <see cref="NetworkServerOptions"/>.</summary>
public sealed class WorldSettings
{
    /// <summary>Ticks per second, 1 to 1000; 0, the default: the host's.</summary>
    public int tickRate { get; init; }

    /// <summary>
    /// What a tick may take, in seconds; 0, the default: the host's. A tick that takes longer is reported. A world that takes more in the long run (what it leaves is saved up
    /// for a second) ticks less often, so that the others keep their time. The time from tick to tick is a whole core, and holds nobody back.
    /// </summary>
    public double tickBudgetSeconds { get; init; }

    /// <summary>How many ticks a world that fell behind makes up for, without pauses; what is beyond is given up. Others that are due come in between. 3 at first.</summary>
    public int maxCatchUpTicks { get; init; } = 3;

    /// <summary>
    /// After how many failed ticks in a row the world is stopped; 1: at the first, 0: never. 5 at first. A tick fails when an exception leaves it; exceptions of scripts are caught
    /// and logged by the world itself and do not count.
    /// </summary>
    public int maxFailuresInARow { get; init; } = 5;

    /// <summary>How many calls of <see cref="WorldHandle.Post"/> may wait for the next tick. 1024 at first.</summary>
    public int maxPosts { get; init; } = 1024;

    /// <summary>
    /// Called on the world's turn before it is disposed of, also after a failure: the place to hand its connections over to another world. The world's server is disposed of after it.
    /// </summary>
    public Action<World>? ending { get; init; }
}
