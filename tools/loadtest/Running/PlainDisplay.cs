using System.Globalization;

namespace Tain.LoadTest;

/// <summary>One line per second, for logs and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output) : ILoadDisplay
{
    public void Show(LoadPlan plan, ReportSample sample, IReadOnlyDictionary<string, long> ends)
    {
        ClientFigures c = sample.Clients;
        double each = Math.Max(1, c.AverageJoined);
        string server = sample.Server is { TickMs.Count: 0 } foreign ? string.Create(CultureInfo.InvariantCulture, $" | server CPU {foreign.ProcessorPercent:0} %, {foreign.ResidentMegabytes:0} MB")
            : sample.Server is { } s ? string.Create(CultureInfo.InvariantCulture, $" | server tick p50 {s.TickMs.P50:0.0} p99 {s.TickMs.P99:0.0} max {s.TickMs.Max:0.0} ms, CPU {s.ProcessorPercent:0} %, {s.ResidentMegabytes:0} MB, {s.AllocatedBytesPerTick:0} B/tick")
            : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Second,5:0} s{(sample.IsMeasured ? " " : "*")} joined {c.Joined} joining {c.Joining} lost {c.Lost} left {c.Left} expelled {c.Expelled} | join p50 {c.JoinMs.P50:0} p99 {c.JoinMs.P99:0} ms | RTT p50 {c.RoundTripMs.P50:0.0} p99 {c.RoundTripMs.P99:0.0} ms | " +
            $"reply p50 {c.ReplyMs.P50:0.0} p99 {c.ReplyMs.P99:0.0} ms | per client in {c.BytesIn / each:0} out {c.BytesOut / each:0} B/s, {c.DatagramsIn / each:0.0} in {c.DatagramsOut / each:0.0} out datagrams/s | own CPU {c.ProcessorPercent:0} %, late p99 {c.LatenessMs.P99:0.0} ms{server}"));
        if (ends.Count > 0 && (c.Lost > 0 || c.Expelled > 0)) output.WriteLine($"        ended: {string.Join(", ", ends.Select(end => $"{end.Value} x {end.Key}"))}");
    }

    public void Dispose() => output.Flush();
}
