using System.Globalization;
using System.Net;
using System.Text;

namespace Tain.LoadTest;

/// <summary>
/// Writes a plot of lines over time as inline SVG. Colours come from the page's style sheet, so that light and dark are a matter of the page. (No chart library that
/// draws without a browser is among the pinned packages, and a plot of lines is this one file.)
/// </summary>
internal static class SvgPlot
{
    private const int Width = 560;
    private const int Height = 220;
    private const int Left = 48;
    private const int Right = 10;
    private const int Top = 10;
    private const int Bottom = 26;
    private const int XSteps = 8;
    private const int YSteps = 5;

    /// <summary>Writes a plot.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">The unit of its values.</param>
    /// <param name="seconds">When each sample was taken.</param>
    /// <param name="measuredFrom">Where the measured time begins; what is before it is shaded.</param>
    /// <param name="series">The lines, four at most.</param>
    public static string Write(string title, string unit, IReadOnlyList<double> seconds, double measuredFrom, params PlotSeries[] series)
    {
        double largest = series.SelectMany(line => line.Values).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        PlotScale y = PlotScale.For(largest, YSteps);
        double lastSecond = seconds.Count > 0 ? Math.Max(seconds[^1], 1) : 1;
        var svg = new StringBuilder();
        svg.Append("<figure><figcaption><span class=\"title\">").Append(WebUtility.HtmlEncode(title)).Append("</span> <span class=\"unit\">").Append(WebUtility.HtmlEncode(unit)).Append("</span><span class=\"legend\">");
        for (int i = 0; i < series.Length; i++) svg.Append(CultureInfo.InvariantCulture, $"<span class=\"key c{i}\">{WebUtility.HtmlEncode(series[i].Name)}</span>");
        svg.Append("</span></figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)} over time\">");
        if (measuredFrom > 0) svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"before\" x=\"{Left}\" y=\"{Top}\" width=\"{X(Math.Min(measuredFrom, lastSecond), lastSecond) - Left:0.#}\" height=\"{Height - Top - Bottom}\"/>");
        WriteAxes(svg, y, lastSecond);
        for (int i = 0; i < series.Length; i++) WriteLine(svg, series[i], i, seconds, lastSecond, y);
        return svg.Append("</svg></figure>\n").ToString();
    }

    private static void WriteAxes(StringBuilder svg, PlotScale y, double lastSecond)
    {
        for (double value = 0; value <= y.Max * 1.0001; value += y.Step)
        {
            double at = Y(value, y);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(value == 0 ? "base" : "grid")}\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:0.#}\" y2=\"{at:0.#}\"/><text class=\"tick\" x=\"{Left - 6}\" y=\"{at + 4:0.#}\" text-anchor=\"end\">{PlotScale.Format(value)}</text>");
        }
        PlotScale x = PlotScale.For(lastSecond, XSteps);
        for (double second = 0; second <= lastSecond * 1.0001; second += x.Step)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(second, lastSecond):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{PlotScale.Format(second)}{(second == 0 ? " s" : "")}</text>");
    }

    private static void WriteLine(StringBuilder svg, PlotSeries line, int color, IReadOnlyList<double> seconds, double lastSecond, PlotScale y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line c{color}\" d=\"");
        bool isGap = true;
        for (int i = 0; i < line.Values.Count; i++)
        {
            if (!double.IsFinite(line.Values[i]))
            {
                isGap = true;
                continue;
            }
            svg.Append(CultureInfo.InvariantCulture, $"{(isGap ? 'M' : 'L')}{X(seconds[i], lastSecond):0.#} {Y(line.Values[i], y):0.#}");
            isGap = false;
        }
        svg.Append("\"/>");
        WriteTips(svg, line, color, seconds, lastSecond, y);
    }

    // A wide invisible dot under the pointer tells the value; no script is needed.
    private static void WriteTips(StringBuilder svg, PlotSeries line, int color, IReadOnlyList<double> seconds, double lastSecond, PlotScale y)
    {
        for (int i = 0; i < line.Values.Count; i++)
        {
            if (!double.IsFinite(line.Values[i])) continue;
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot c{color}\" cx=\"{X(seconds[i], lastSecond):0.#}\" cy=\"{Y(line.Values[i], y):0.#}\" r=\"4\"><title>{WebUtility.HtmlEncode(line.Name)} {PlotScale.Format(line.Values[i])} at {seconds[i]:0} s</title></circle>");
        }
    }

    private static double X(double second, double last) => Left + (second / last * (Width - Left - Right));

    private static double Y(double value, PlotScale scale) => Height - Bottom - (value / scale.Max * (Height - Top - Bottom));
}
