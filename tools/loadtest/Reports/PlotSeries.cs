namespace Tain.LoadTest;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Values">A value per sample; not a number where there is none.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<double> Values);
