using System.Globalization;
using System.Net;
using System.Text;

namespace Tain.LoadTest;

/// <summary>The report as one page that needs nothing beside itself.</summary>
internal static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static string Write(LoadReport report)
    {
        LoadPlan plan = report.Plan;
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>Load test: {plan.Clients} clients</title>\n<style>{HtmlStyle.Sheet}</style></head>\n<body><main>\n");
        page.Append(CultureInfo.InvariantCulture, $"<header><h1>{plan.Clients} clients, <q>{Encode(plan.Script)}</q></h1><span class=\"verdict {(report.Passed ? "good" : "bad")}\">{Verdict(report)}</span>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(plan.Server.ToString())}{(plan.Encrypted ? ", encrypted" : "")}{(plan.Serve ? ", built-in server" : "")}, {plan.Rate} frames/s, {report.MeasuredSeconds:0} s measured. {report.StartedAt:yyyy-MM-dd HH:mm} UTC, {report.Processors} processors, {Encode(report.Runtime)}.</p>");
        foreach (string? remark in new[] { report.EndedEarly, Advice.For(report) })
        {
            if (remark is not null) page.Append(CultureInfo.InvariantCulture, $"<p class=\"remark\">{Encode(remark)}</p>");
        }
        page.Append("</header>\n");
        WriteCards(page, report);
        WritePlots(page, report);
        WritePhases(page, report);
        WriteTable(page, report);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void WriteCards(StringBuilder page, LoadReport report)
    {
        ClientFigures c = report.Clients;
        double each = Math.Max(1, c.AverageJoined);
        page.Append("<section class=\"cards\">");
        Card("in play", $"{c.Joined}", $"{c.Lost} lost, {c.Left} left, {c.Expelled} expelled");
        if (c.ReplyMs.Count > 0) Card("command to reply", Ms(c.ReplyMs.P50), $"p99 {Ms(c.ReplyMs.P99)}, longest {Ms(c.ReplyMs.Max)}");
        Card("round trip", Ms(c.RoundTripMs.P50), $"p99 {Ms(c.RoundTripMs.P99)}, longest {Ms(c.RoundTripMs.Max)}");
        if (report.Server is { TickMs.Count: > 0 } ticking) Card("server tick", Ms(ticking.TickMs.P50), $"p99 {Ms(ticking.TickMs.P99)}, longest {Ms(ticking.TickMs.Max)}");
        if (report.Server is { } server)
        {
            Card("server CPU", $"{server.ProcessorPercent:0} %", $"{(server.ProcessorMsPerTick > 0 ? $"{PlotScale.Format(server.ProcessorMsPerTick)} ms per tick; " : "")}{server.ResidentMegabytes:0} MB resident");
            if (server.TickMs.Count > 0) Card("server garbage", $"{PlotScale.Format(server.AllocatedBytesPerTick)} B", $"per tick; collections {string.Join(", ", server.Collections)}");
        }
        Card("in, per client", $"{PlotScale.Format(c.BytesIn / each)} B/s", $"{PlotScale.Format(c.DatagramsIn / each)} datagrams/s, {PlotScale.Format(c.EntityStates / each)} states/s");
        Card("out, per client", $"{PlotScale.Format(c.BytesOut / each)} B/s", $"{PlotScale.Format(c.DatagramsOut / each)} datagrams/s, {PlotScale.Format(c.Commands / each)} commands/s");
        page.Append("</section>\n");

        void Card(string name, string value, string more) => page.Append(CultureInfo.InvariantCulture, $"<div class=\"card\"><span>{Encode(name)}</span><b>{Encode(value)}</b><small>{Encode(more)}</small></div>");
    }

    private static void WritePlots(StringBuilder page, LoadReport report)
    {
        IReadOnlyList<ReportSample> samples = report.Samples;
        double[] seconds = [.. samples.Select(sample => sample.Second)];
        double measuredFrom = samples.Where(sample => !sample.IsMeasured).Select(sample => sample.Second).DefaultIfEmpty(0).Max();
        page.Append("<section class=\"plots\">\n");
        Plot("Command to reply", "ms", Client("p50", c => Known(c.ReplyMs, c.ReplyMs.P50)), Client("p99", c => Known(c.ReplyMs, c.ReplyMs.P99)));
        Plot("Round trip", "ms", Client("p50", c => Known(c.RoundTripMs, c.RoundTripMs.P50)), Client("p99", c => Known(c.RoundTripMs, c.RoundTripMs.P99)));
        if (samples.Any(sample => sample.Server is { TickMs.Count: > 0 })) Plot("Server tick", "ms", Server("p50", s => s.TickMs.P50), Server("longest", s => s.TickMs.Max));
        Plot("Processor", "% of one core", Server("server", s => s.ProcessorPercent), Client("clients", c => c.ProcessorPercent));
        Plot("Clients", "", Client("in play", c => c.Joined), Client("joining", c => c.Joining), Client("lost so far", c => c.Lost));
        Plot("Bytes per client", "B/s", Client("in", c => c.BytesIn / Math.Max(1, c.AverageJoined)), Client("out", c => c.BytesOut / Math.Max(1, c.AverageJoined)));
        if (report.Clients.DatagramsIn > 0) Plot("Datagrams per client", "1/s", Client("in", c => c.DatagramsIn / Math.Max(1, c.AverageJoined)), Client("out", c => c.DatagramsOut / Math.Max(1, c.AverageJoined)));
        if (samples.Any(sample => sample.Server is not null)) Plot("Server memory", "MB", Server("resident", s => s.ResidentMegabytes), Server("managed heap", s => s.HeapMegabytes > 0 ? s.HeapMegabytes : double.NaN));
        if (samples.Any(sample => sample.Server is { TickMs.Count: > 0 })) Plot("Server garbage", "B per tick", Server("allocated", s => s.AllocatedBytesPerTick));
        Plot("The clients' own lateness", "ms", Client("p50", c => Known(c.LatenessMs, c.LatenessMs.P50)), Client("p99", c => Known(c.LatenessMs, c.LatenessMs.P99)));
        page.Append("</section>\n");
        if (measuredFrom > 0) page.Append("<p>Plots show seconds since the start. What is shaded was before all had joined, and is not in the figures above.</p>\n");

        void Plot(string title, string unit, params PlotSeries[] series)
        {
            PlotSeries[] known = [.. series.Where(line => line.Values.Any(double.IsFinite))];
            if (known.Length > 0) page.Append(SvgPlot.Write(title, unit, seconds, measuredFrom, known));
        }

        PlotSeries Client(string name, Func<ClientFigures, double> value) => new(name, [.. samples.Select(sample => value(sample.Clients))]);
        PlotSeries Server(string name, Func<ServerFigures, double> value) => new(name, [.. samples.Select(sample => sample.Server is { } server ? value(server) : double.NaN)]);
        static double Known(Percentiles times, double value) => times.Count > 0 ? value : double.NaN;
    }

    // One bar: what a tick of the median second is made of.
    private static void WritePhases(StringBuilder page, LoadReport report)
    {
        if (report.Server is not { PhasesMs.Count: > 0 } server) return;
        double total = Math.Max(server.PhasesMs.Values.Sum(), 1e-9);
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>A typical tick, {total:0.00} ms</h2><div class=\"bar\">");
        int color = 0;
        foreach ((string phase, double ms) in server.PhasesMs) page.Append(CultureInfo.InvariantCulture, $"<i class=\"c{color++}\" style=\"flex:{ms / total:0.0000}\" title=\"{Encode(phase)} {ms:0.00} ms\"></i>");
        page.Append("</div><div class=\"legend\">");
        color = 0;
        foreach ((string phase, double ms) in server.PhasesMs) page.Append(CultureInfo.InvariantCulture, $"<span class=\"key c{color++}\">{Encode(phase)} <b>{ms:0.00} ms</b></span>");
        page.Append("</div></section>\n");
    }

    private static void WriteTable(StringBuilder page, LoadReport report)
    {
        page.Append("<section><h2>Times</h2><table><tr><th></th><th>count</th><th>p50</th><th>p90</th><th>p99</th><th>longest</th></tr>");
        Row("join", report.Clients.JoinMs);
        Row("round trip", report.Clients.RoundTripMs);
        Row("command to reply", report.Clients.ReplyMs);
        Row("the clients' own lateness", report.Clients.LatenessMs);
        if (report.Server is { } server) Row("server tick", server.TickMs);
        page.Append("</table></section>\n");
        Counts("Ended connections", report.Disconnects);
        Counts("What the server refused", report.Server?.Rejections ?? new Dictionary<string, long>());

        void Row(string name, Percentiles times)
        {
            if (times.Count == 0) return;
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(name)}</td><td>{PlotScale.Format(times.Count)}</td><td>{Ms(times.P50)}</td><td>{Ms(times.P90)}</td><td>{Ms(times.P99)}</td><td>{Ms(times.Max)}</td></tr>");
        }

        void Counts(string title, IReadOnlyDictionary<string, long> counts)
        {
            if (counts.Count == 0) return;
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Encode(title)}</h2><table>");
            foreach ((string reason, long count) in counts) page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(reason)}</td><td>{count}</td></tr>");
            page.Append("</table></section>\n");
        }
    }

    private static string Verdict(LoadReport report) =>
        report.Passed ? "passed" : !report.AllJoined ? "not all joined" : report.Clients.Lost > 0 ? "connections lost" : "ended early";

    private static string Ms(double value) => $"{PlotScale.Format(value)} ms";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
