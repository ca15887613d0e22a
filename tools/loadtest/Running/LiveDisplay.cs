using System.Globalization;
using Spectre.Console;

namespace Tain.LoadTest;

/// <summary>A table that stays in its place, for terminals.</summary>
internal sealed class LiveDisplay(IAnsiConsole console) : ILoadDisplay
{
    private const string HomeAndClear = "\e[H\e[J";

    public void Show(LoadPlan plan, ReportSample sample, IReadOnlyDictionary<string, long> ends)
    {
        Table table = Build(plan, sample, ends);
        // From the top of the screen, as top does: how many lines the table has depends on how wide the terminal is. What has scrolled away stays.
        console.Profile.Out.Writer.Write(HomeAndClear);
        console.Write(table);
    }

    public void Dispose() => console.WriteLine();

    private static Table Build(LoadPlan plan, ReportSample sample, IReadOnlyDictionary<string, long> ends)
    {
        ClientFigures c = sample.Clients;
        double each = Math.Max(1, c.AverageJoined);
        string state = sample.IsMeasured ? "measuring" : "[yellow]joining[/]";
        Table table = new Table().RoundedBorder().Title($"{Markup.Escape(plan.Server.ToString())}, {plan.Clients} clients, {Markup.Escape(plan.Script)}, {Number(sample.Second, "0")} s, {state}");
        table.AddColumn("").AddColumn("now").AddColumn("p50").AddColumn("p99").AddColumn("max");
        table.AddRow("joined", $"{c.Joined}", "", "", "");
        table.AddRow("joining", $"{c.Joining}", "", "", "");
        table.AddRow("lost", c.Lost > 0 ? $"[red]{c.Lost}[/]" : "0", "", "", "");
        if (plan.Churn > 0) table.AddRow("left", $"{c.Left}", "", "", "");
        if (plan.Bad > 0) table.AddRow("expelled", $"{c.Expelled}", "", "", "");
        AddTimes(table, "join ms", c.JoinMs);
        AddTimes(table, "round trip ms", c.RoundTripMs);
        AddTimes(table, "command to reply ms", c.ReplyMs);
        table.AddRow("bytes/s per client, in / out", $"{Number(c.BytesIn / each, "N0")} / {Number(c.BytesOut / each, "N0")}", "", "", "");
        table.AddRow("datagrams/s per client, in / out", $"{Number(c.DatagramsIn / each, "0.0")} / {Number(c.DatagramsOut / each, "0.0")}", "", "", "");
        AddTimes(table, "the clients' own lateness ms", c.LatenessMs);
        table.AddRow("the clients' CPU %", Number(c.ProcessorPercent, "0"), "", "", "");
        if (sample.Server is { } s)
        {
            AddTimes(table, "server tick ms", s.TickMs);
            table.AddRow("server CPU %, MB", $"{Number(s.ProcessorPercent, "0")}, {Number(s.ResidentMegabytes, "0")}", "", "", "");
            if (s.TickMs.Count > 0) table.AddRow("server bytes allocated/tick", Number(s.AllocatedBytesPerTick, "N0"), "", "", "");
        }
        foreach ((string reason, long count) in ends) table.AddRow($"[yellow]{Markup.Escape(reason)}[/]", $"{count}", "", "", "");
        return table;
    }

    private static void AddTimes(Table table, string name, Percentiles times)
    {
        if (times.Count > 0) table.AddRow(name, "", Number(times.P50, "0.0"), Number(times.P99, "0.0"), Number(times.Max, "0.0"));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
