using System.Globalization;

namespace Tain.LoadTest;

/// <summary>An axis from 0: round steps, and numbers that a person reads at a glance.</summary>
internal readonly record struct PlotScale(double Step, double Max)
{
    /// <summary>Finds steps of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="largest">The largest value to show.</param>
    /// <param name="steps">How many steps there are to be at most.</param>
    public static PlotScale For(double largest, int steps)
    {
        if (!(largest > 0) || !double.IsFinite(largest)) return new PlotScale(1, 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(largest / steps)));
        double step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate * steps >= largest * (1 - 1e-9));
        return new PlotScale(step, Math.Ceiling((largest / step) - 1e-9) * step);
    }

    /// <summary>A number for an axis or a table: 1.2k, 35, 0.05.</summary>
    public static string Format(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            >= 1e9 => Text(value / 1e9, "0.##") + "G",
            >= 1e6 => Text(value / 1e6, "0.##") + "M",
            >= 1e4 => Text(value / 1e3, "0.#") + "k",
            >= 100 => Text(value, "0"),
            >= 1 => Text(value, "0.#"),
            _ => Text(value, "0.###"),
        };
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
