using System.Globalization;
using System.Text;

namespace Tain.Simulation;

/// <summary>
/// Runs a simulation: jumps from wake-up to wake-up, checks the invariants after each, and turns whatever goes wrong into a report with seed and step.
/// </summary>
internal sealed class Stepper(ulong seed)
{
    private readonly List<Action> _invariants = [];

    // Phases come from a generator of their own, so that one more participant does not change what the links do.
    private readonly SimulatedRandom _phases = new SimulatedRandom(seed).Fork(0x5C4ED01E);

    public SimulatedClock Clock { get; } = new();

    public SimulationTrace Trace { get; } = new();

    public ITimer Every(TimeSpan period, Action tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        TimeSpan phase = new((long)(_phases.NextDouble() * period.Ticks));
        return Clock.CreateTimer(static state => ((Action)state!)(), tick, phase, period);
    }

    public ITimer After(TimeSpan delay, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return Clock.CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);
    }

    public void AddInvariant(Action check)
    {
        ArgumentNullException.ThrowIfNull(check);
        _invariants.Add(check);
    }

    public void RunFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        TimeSpan end = Clock.Elapsed + time;
        while (Step(end))
        {
        }

        Clock.Advance(end - Clock.Elapsed);
    }

    public void RunUntil(Func<bool> condition, TimeSpan limit, string? expectation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        TimeSpan end = Clock.Elapsed + limit;
        while (!Holds(condition))
        {
            if (Step(end)) continue;
            throw Failure($"Not reached within {limit} of simulated time: {expectation}.", null);
        }
    }

    private bool Step(TimeSpan end)
    {
        try
        {
            if (!Clock.FireNext(end)) return false;
            foreach (Action check in _invariants) check();
            return true;
        }
        catch (Exception e) when (e is not SimulationException)
        {
            throw Failure(e.Message, e);
        }
    }

    private bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (Exception e) when (e is not SimulationException)
        {
            throw Failure(e.Message, e);
        }
    }

    private SimulationException Failure(string what, Exception? inner)
    {
        var text = new StringBuilder();
        text.AppendLine(what);
        text.Append(CultureInfo.InvariantCulture, $"Seed {seed}, step {Clock.Steps}, simulated time {Clock.Elapsed.TotalSeconds:F6} s. What happened last:").AppendLine();
        Trace.AppendTo(text);
        return new SimulationException(text.ToString(), seed, Clock.Steps, Clock.Elapsed, inner);
    }
}
