using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spectre.Console;
using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>The load test as a program. A game's own load test is a program of a few lines that adds its scripts and calls <see cref="Run"/>.</summary>
public static class LoadTestProgram
{
    private static readonly Option<Uri> s_server = new("--server") { Description = $"The server's address; schemes: {LoadTransports.Schemes}. With --serve, what the built-in one listens on; port 0 = any.", CustomParser = ParseUri, DefaultValueFactory = _ => new Uri("kcp://localhost:7777") };
    private static readonly Option<int> s_clients = new("--clients") { Description = "How many clients.", DefaultValueFactory = _ => 500 };
    private static readonly Option<double> s_ramp = new("--ramp") { Description = "How many begin to connect per second: 100 or 100/s.", CustomParser = ParsePerSecond, DefaultValueFactory = _ => 100 };
    private static readonly Option<double> s_warmUp = new("--warmup") { Description = "Seconds that all play before measuring begins.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> s_duration = new("--duration") { Description = "Seconds to measure, from the moment when all have joined and warmed up.", DefaultValueFactory = _ => 30 };
    private static readonly Option<string> s_script = new("--script") { Description = "What clients do.", DefaultValueFactory = _ => "move" };
    private static readonly Option<int> s_rate = new("--rate") { Description = "Frames per second of a client, and ticks per second of the built-in server.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> s_threads = new("--threads") { Description = "Threads that the clients share.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> s_poll = new("--poll-ms") { Description = "Milliseconds between two looks at all sockets: what times are measured to.", DefaultValueFactory = _ => 4 };
    private static readonly Option<double> s_churn = new("--churn") { Description = "Clients that leave per second and come back a second later: 5 or 5/s.", CustomParser = ParsePerSecond };
    private static readonly Option<double> s_bad = new("--bad") { Description = "The part of the clients that misbehaves: 1% or 0.01.", CustomParser = ParsePart };
    private static readonly Option<bool> s_encrypt = new("--encrypt") { Description = "Put EncryptionTransport around the transport." };
    private static readonly Option<bool> s_clockApart = new("--clock-apart") { Description = "Clients and built-in server send the clock in a packet of its own, as Mirror's do." };
    private static readonly Option<bool> s_serve = new("--serve") { Description = "Start the built-in server in a process of its own." };
    private static readonly Option<int> s_visible = new("--visible") { Description = "Players that the built-in server shows to each, in rooms; 0 = all.", DefaultValueFactory = _ => 50 };
    private static readonly Option<Movement> s_movement = new("--movement") { Description = "How players of the built-in server move: SyncVar, Transform or None." };
    private static readonly Option<int?> s_serverPid = new("--server-pid") { Description = "A foreign server's process on this machine, for its CPU and memory." };
    private static readonly Option<bool> s_waitForScene = new("--wait-for-scene") { Description = "Say Ready only when the server has named its scene, as for a NetworkManager with an online scene." };
    private static readonly Option<bool> s_noPlayers = new("--no-players") { Description = "The server gives no players: a client has joined when it has said Ready." };
    private static readonly Option<int> s_seed = new("--seed") { Description = "Where the clients' chance comes from.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> s_report = new("--report") { Description = "A folder for report.json and report.html." };

    /// <summary>Runs what the command line asks for.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="scripts">The scripts there are; the built-in ones when null.</param>
    /// <returns>The exit code: 0 when all clients joined and none was lost, 1 when not, 2 when the run could not be made.</returns>
    public static int Run(string[] args, LoadScripts? scripts = null)
    {
        scripts ??= new LoadScripts();
        s_script.Description = $"What clients do: {string.Join(", ", scripts.Names)}.";
        var root = new RootCommand("Many clients in one process, against any Tain or Mirror server.")
        {
            s_server, s_clients, s_ramp, s_warmUp, s_duration, s_script, s_rate, s_threads, s_poll, s_churn, s_bad, s_encrypt, s_clockApart, s_serve, s_visible, s_movement, s_serverPid, s_waitForScene, s_noPlayers, s_seed, s_report,
        };
        root.SetAction(parsed => Guard(() => Test(PlanOf(parsed), scripts)));
        var serve = new Command("serve", "The built-in server's process.") { s_server, s_rate, s_visible, s_movement, s_encrypt, s_clockApart };
        serve.Hidden = true;
        serve.SetAction(parsed => Guard(() => Serve(PlanOf(parsed))));
        root.Add(serve);
        return root.Parse(args).Invoke();
    }

    private static int Test(LoadPlan plan, LoadScripts scripts)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        ILoadDisplay display = isTerminal ? new LiveDisplay(AnsiConsole.Console) : new PlainDisplay(Console.Out);
        LoadReport report = new LoadRun(plan, scripts.Find(plan.Script), display).Run(stop.Token);
        SummaryText.Write(report, Console.Out);
        if (plan.Report is { } folder)
        {
            ReportFiles.Write(report, folder);
            Console.WriteLine($"The report: {Path.Combine(folder, ReportFiles.HtmlName)}");
        }
        return report.Passed ? 0 : 1;
    }

    private static int Serve(LoadPlan plan)
    {
        using var sums = new TransportSums();
        var options = new ReferenceOptions { Rate = plan.Rate, Visible = plan.Visible, Movement = plan.Movement, ClockRidesAlong = !plan.ClockApart };
        return new ServerProgram(LoadTransports.ForServer(plan.Server.Scheme, (ushort)Math.Max(0, plan.Server.Port), plan.Encrypted, sums), options, sums).Run();
    }

    private static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or IOException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    private static LoadPlan PlanOf(ParseResult parsed)
    {
        int rate = parsed.GetValue(s_rate), clients = parsed.GetValue(s_clients), threads = parsed.GetValue(s_threads), poll = parsed.GetValue(s_poll);
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1, "--rate");
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1, "--clients");
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, "--threads");
        ArgumentOutOfRangeException.ThrowIfLessThan(poll, 1, "--poll-ms");
        return new LoadPlan
        {
            Server = parsed.GetValue(s_server)!,
            Clients = clients,
            Ramp = parsed.GetValue(s_ramp) is > 0 and var ramp ? ramp : 100,
            WarmUp = parsed.GetValue(s_warmUp),
            Duration = parsed.GetValue(s_duration),
            Script = parsed.GetValue(s_script) ?? "move",
            Rate = rate,
            Threads = threads,
            PollMs = poll,
            Churn = parsed.GetValue(s_churn),
            Bad = parsed.GetValue(s_bad),
            Encrypted = parsed.GetValue(s_encrypt),
            ClockApart = parsed.GetValue(s_clockApart),
            Serve = parsed.GetValue(s_serve),
            Visible = parsed.GetValue(s_visible),
            Movement = parsed.GetValue(s_movement),
            ServerPid = parsed.GetValue(s_serverPid),
            WaitForScene = parsed.GetValue(s_waitForScene),
            NoPlayers = parsed.GetValue(s_noPlayers),
            Seed = parsed.GetValue(s_seed),
            Report = parsed.GetValue(s_report),
        };
    }

    private static Uri? ParseUri(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0) return uri;
        argument.AddError($"'{argument.Tokens[0].Value}' is no address such as kcp://localhost:7777.");
        return null;
    }

    private static double ParsePerSecond(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text, CultureInfo.InvariantCulture, out double number) && number >= 0) return number;
        argument.AddError($"'{text}' is no rate such as 100/s.");
        return 0;
    }

    private static double ParsePart(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        bool isPercent = text.EndsWith('%');
        if (double.TryParse(isPercent ? text[..^1] : text, CultureInfo.InvariantCulture, out double number) && number >= 0 && (isPercent ? number / 100 : number) <= 1) return isPercent ? number / 100 : number;
        argument.AddError($"'{text}' is no part such as 1% or 0.01.");
        return 0;
    }
}
