using System.Globalization;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>Runs the rows and prints them as Markdown. Ratios are to the bare socket's row of the same size, measured in the same run.</summary>
internal static class Table
{
    public static int Print(string[] names, int[] sizes, double seconds, int window)
    {
        Console.WriteLine($"One connection, loopback, each end in a process of its own, at most {window} packets under way, {seconds.ToString(CultureInfo.InvariantCulture)} s per row, {Environment.ProcessorCount} processors.");
        Console.WriteLine();
        Console.WriteLine("| transport | channel | bytes | k packets/s | MB/s | CPU us per packet: sender | receiver | both, to raw UDP | B allocated per packet: sender | receiver | lost |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        int failed = 0;
        var rows = new List<(Row Row, double Ratio)>();
        foreach (int bytes in sizes)
        {
            Row? raw = null;
            foreach (string name in names)
            {
                foreach (Channel channel in Enum.GetValues<Channel>())
                {
                    if (channel == Channel.Reliable ? !Rows.HasReliable(name) : !Rows.HasUnreliable(name)) continue;
                    Row? row = Row.Run(name, channel, bytes, seconds, window);
                    if (name == Rows.Raw) raw = row;
                    if (row is null) failed++;
                    else rows.Add((row, raw is null ? 0 : row.MicrosecondsPerPacket / raw.MicrosecondsPerPacket));
                    Console.WriteLine(row is null ? $"| {name} | {channel} | {bytes} | failed | | | | | | | |" : Describe(row, rows[^1].Ratio));
                }
            }
        }
        PrintSummary(names, sizes, rows);
        return failed == 0 ? 0 : 1;
    }

    /// <summary>The same in little: processor time per packet, sender + receiver, and in brackets to the bare socket.</summary>
    private static void PrintSummary(string[] names, int[] sizes, List<(Row Row, double Ratio)> rows)
    {
        (int Bytes, Channel Channel)[] columns = [.. sizes.SelectMany(bytes => Enum.GetValues<Channel>().Select(channel => (bytes, channel)))];
        Console.WriteLine();
        Console.WriteLine($"| CPU us per packet, sender + receiver (to raw UDP) | {string.Join(" | ", columns.Select(column => $"{column.Bytes} B {column.Channel}"))} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", columns.Length))}");
        foreach (string name in names)
        {
            IEnumerable<string> cells = columns.Select(column => rows
                .Where(entry => entry.Row.Name == name && entry.Row.Bytes == column.Bytes && entry.Row.Channel == column.Channel)
                .Select(entry => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.Row.Sender.MicrosecondsPerPacket:0.00} + {entry.Row.Receiver.MicrosecondsPerPacket:0.00} ({entry.Ratio:0.0})"))
                .FirstOrDefault(""));
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }
    }

    private static string Describe(Row row, double ratio)
    {
        double lost = Math.Max(0, 1 - (row.Receiver.Packets / (double)row.Sender.Packets));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Name} | {row.Channel} | {row.Bytes} | {row.PacketsPerSecond / 1_000:0} | {row.PacketsPerSecond * row.Bytes / 1e6:0.0} | {row.Sender.MicrosecondsPerPacket:0.00} | {row.Receiver.MicrosecondsPerPacket:0.00} | {ratio:0.0} | {row.Sender.BytesPerPacket:0.0} | {row.Receiver.BytesPerPacket:0.0} | {(row.Channel == Channel.Reliable ? "" : lost.ToString("P1", CultureInfo.InvariantCulture))} |");
    }
}
