namespace Tain.Simulation;

/// <summary>A simulated run went wrong. The message holds the seed and the step, with which it replays exactly, and what happened last.</summary>
public sealed class SimulationException : Exception
{
    internal SimulationException(string message, ulong seed, long step, TimeSpan time, Exception? inner)
        : base(message, inner)
    {
        Seed = seed;
        Step = step;
        Time = time;
    }

    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; }

    /// <summary>How many wake-ups there had been.</summary>
    public long Step { get; }

    /// <summary>The simulated time since the start.</summary>
    public TimeSpan Time { get; }

    internal SimulationException Because(string reason) => new($"{reason}{Environment.NewLine}{Message}", Seed, Step, Time, this);
}
