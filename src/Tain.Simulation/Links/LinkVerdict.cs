namespace Tain.Simulation;

/// <summary>What a line decided for one datagram; times in ticks of the simulated clock, and 0 in <paramref name="CopyArrival"/> for no copy.</summary>
internal readonly record struct LinkVerdict(LinkFate Fate, long Arrival, long CopyArrival, bool IsHeldBack)
{
    public static LinkVerdict Gone(LinkFate fate) => new(fate, 0, 0, false);
}
