namespace Tain.Bench;

/// <summary>What ticks have cost: times in milliseconds, the others per tick.</summary>
/// <param name="Median">The median of several runs, of each its median tick.</param>
/// <param name="P99">Of all ticks, what 99 of 100 stay under.</param>
/// <param name="Max">The longest tick.</param>
/// <param name="SentBytes">What the transport was given.</param>
/// <param name="AllocatedBytes">What the thread allocated.</param>
internal readonly record struct TickCost(double Median, double P99, double Max, double SentBytes, double AllocatedBytes);
