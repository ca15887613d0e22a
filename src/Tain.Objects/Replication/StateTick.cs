namespace Tain;

/// <summary>What is the same for all that is written in one tick.</summary>
/// <param name="Now">Local time in seconds.</param>
/// <param name="Number">The low byte of the frame counter, which names baselines.</param>
/// <param name="IsBaseline">Whether Hybrid components send a baseline in this tick.</param>
/// <param name="IsRedundant">Whether Hybrid deltas are sent twice, against loss.</param>
/// <param name="IsThinned">Whether somebody may be sent less than everything.</param>
internal readonly record struct StateTick(double Now, byte Number, bool IsBaseline, bool IsRedundant, bool IsThinned);
