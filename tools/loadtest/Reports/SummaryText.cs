using System.Globalization;

namespace Tain.LoadTest;

/// <summary>The measured time in a few lines.</summary>
internal static class SummaryText
{
    public static void Write(LoadReport report, TextWriter output)
    {
        ClientFigures c = report.Clients;
        double each = Math.Max(1, c.AverageJoined);
        Line(output, $"{(report.Passed ? "Passed" : "Failed")}: {c.Joined} of {report.Plan.Clients} clients in play, {c.Lost} lost; {report.MeasuredSeconds:0} s measured.");
        if (c.JoinMs.Count > 0) Line(output, $"  join        {Times(c.JoinMs)}");
        if (c.RoundTripMs.Count > 0) Line(output, $"  round trip  {Times(c.RoundTripMs)}");
        if (c.ReplyMs.Count > 0) Line(output, $"  reply       {Times(c.ReplyMs)}");
        if (c.AverageJoined > 0) Line(output, $"  per client  {c.BytesIn / each:0} B/s in, {c.BytesOut / each:0} B/s out; {c.DatagramsIn / each:0.0} datagrams/s in, {c.DatagramsOut / each:0.0} out; {c.EntityStates / each:0} states/s");
        if (c.LatenessMs.Count > 0) Line(output, $"  clients     CPU {c.ProcessorPercent:0} %, late {Times(c.LatenessMs)}");
        if (report.Server is { TickMs.Count: 0 } foreign) Line(output, $"  server      CPU {foreign.ProcessorPercent:0} %, {foreign.ResidentMegabytes:0} MB");
        if (report.Server is { TickMs.Count: > 0 } s)
        {
            Line(output, $"  server      tick {Times(s.TickMs)}; {s.LateTicks} late, {s.DroppedTicks} given up");
            Line(output, $"              CPU {s.ProcessorPercent:0} %{(s.ProcessorMsPerTick > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({s.ProcessorMsPerTick:0.0} ms per tick)") : "")}, {s.ResidentMegabytes:0} MB, heap {s.HeapMegabytes:0} MB, {s.AllocatedBytesPerTick:0} B/tick allocated; {s.DatagramsIn:0} datagrams/s in, {s.DatagramsOut:0} out, {s.Resends:0} resends/s");
            if (s.PhasesMs.Count > 0) Line(output, $"              ms per tick: {string.Join(", ", s.PhasesMs.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Key} {phase.Value:0.00}")))}");
        }
        foreach ((string reason, long count) in report.Disconnects) Line(output, $"  {count} x {reason}");
        if (report.EndedEarly is { } why) Line(output, $"{why}");
        if (Advice.For(report) is { } advice) Line(output, $"{advice}");
    }

    private static string Times(Percentiles times) => string.Create(CultureInfo.InvariantCulture, $"p50 {times.P50:0.0} p90 {times.P90:0.0} p99 {times.P99:0.0} max {times.Max:0.0} ms");

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
