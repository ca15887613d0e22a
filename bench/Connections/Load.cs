using System.Diagnostics;
using Tain.LoadTest;

namespace Tain.Bench;

/// <summary>Starts the processes, waits until all clients are connected, and prints one line of a Markdown table per report.</summary>
internal static class Load
{
    private const int ConnectSeconds = 60;

    public static int Run(int idle, int busy, int seconds, LoadOptions options)
    {
        using var server = new ChildProcess("serve", [.. options.ToArguments(options.Rate)]);
        string port = server.ReadLine().Split(' ')[^1];
        var children = new List<ChildProcess>();
        if (idle > 0) children.Add(Clients(port, idle, options, rate: 0));
        if (busy > 0) children.Add(Clients(port, busy, options, options.Rate));
        server.Follow();
        foreach (ChildProcess child in children) child.Follow();
        try
        {
            Console.WriteLine($"{options.TransportName}: {idle} idle and {busy} busy connections, {options.Rate} packets of {options.Bytes} bytes per second each way, {options.Channel}, " +
                $"ticks of {options.TickMs} ms, {Environment.ProcessorCount} processors.");
            Console.WriteLine();
            Console.WriteLine("| s | connections | lost | server CPU % | RSS MB | heap MB | allocated B/s | packets/s each way | server us per packet | longest tick ms | RTT p50 ms | p99 ms | clients' CPU % |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            return Follow(server, children, idle + busy, seconds, options.ReportSeconds);
        }
        finally
        {
            foreach (ChildProcess child in children) child.Dispose();
        }
    }

    private static ChildProcess Clients(string port, int count, LoadOptions options, int rate) =>
        new("clients", [$"--port={port}", $"--count={count}", .. options.ToArguments(rate)]);

    private static string[] WordsOf(ChildProcess process) => process.LastLine?.Split(' ') ?? [];

    private static int Follow(ChildProcess server, List<ChildProcess> children, int wanted, int seconds, int interval)
    {
        long start = Stopwatch.GetTimestamp();
        long? allConnected = null;
        int lost = 0;
        while (true)
        {
            Thread.Sleep(TimeSpan.FromSeconds(interval));
            string[] at = WordsOf(server);
            if (at.Length == 0) continue;
            if (allConnected is null && at[1] == $"{wanted}") allConnected = Stopwatch.GetTimestamp();
            lost = int.Parse(at[2]);
            double second = allConnected is { } since ? Stopwatch.GetElapsedTime(since).TotalSeconds : 0;
            string[] busy = WordsOf(children[^1]);
            string clients = string.Join(" + ", children.Select(child => WordsOf(child) is [_, _, _, var percent, ..] ? percent : ""));
            Console.WriteLine(
                $"| {second:0} | {at[1]} | {lost} | {at[3]} | {at[4]} | {at[5]} | {at[6]} | {at[7]} | {at[8]} | {at[9]} | {(busy.Length > 0 ? busy[5] : "")} | {(busy.Length > 0 ? busy[6] : "")} | {clients} |");
            if (allConnected is null && Stopwatch.GetElapsedTime(start).TotalSeconds > ConnectSeconds)
            {
                Console.WriteLine("Not all clients could connect.");
                return 1;
            }
            if (allConnected is not null && second >= seconds) return lost == 0 && at[1] == $"{wanted}" ? 0 : 1;
        }
    }
}
