using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>The command line: what can be asked for, in which limits, and the plan that comes of it. A mistake is one line that says what is taken instead.</summary>
internal sealed class LoadCommandLine
{
    // Nearly all ports that a system has; the built-in server takes no more either.
    private const int MaxClients = 65_000;
    private const int MaxSeconds = 7 * 24 * 60 * 60;
    private const int MaxRate = 1_000;      // GameLoop's
    private const int MaxThreads = 256;
    private const int DefaultRamp = 100;

    private readonly Option<Uri> _server = new("--server")
    {
        Description = $"The server's address; schemes: {LoadTransports.Schemes}. With --serve, what the built-in one listens on; port 0 = any.",
        CustomParser = ParseUri,
        DefaultValueFactory = _ => new Uri("kcp://localhost:7777"),
    };

    private readonly Option<int> _clients = Number("--clients", "How many clients.", 500, 1, MaxClients);
    private readonly Option<double> _ramp = new("--ramp") { Description = "How many begin to connect per second: 100 or 100/s.", CustomParser = argument => ParsePerSecond(argument, mayBeZero: false), DefaultValueFactory = _ => DefaultRamp };
    private readonly Option<int> _warmUp = Number("--warmup", "Seconds that all play before measuring begins.", 5, 0, MaxSeconds);
    private readonly Option<int> _duration = Number("--duration", "Seconds to measure, from the moment when all have joined and warmed up.", 30, 1, MaxSeconds);
    private readonly Option<string> _script = new("--script") { DefaultValueFactory = _ => "move" };
    private readonly Option<int> _rate = Number("--rate", "Frames per second of a client, and ticks per second of the built-in server.", 30, 1, MaxRate);
    private readonly Option<int> _threads = Number("--threads", "Threads that the clients share.", 1, 1, MaxThreads);
    private readonly Option<int> _poll = Number("--poll-ms", "Milliseconds between two looks at all sockets: what times are measured to.", 4, 1, 1_000);
    private readonly Option<double> _churn = new("--churn") { Description = "Clients that leave per second and come back a second later: 5 or 5/s.", CustomParser = argument => ParsePerSecond(argument, mayBeZero: true) };
    private readonly Option<double> _bad = new("--bad") { Description = "The part of the clients that misbehaves: 1% or 0.01.", CustomParser = ParsePart };
    private readonly Option<bool> _encrypt = new("--encrypt") { Description = "Put EncryptionTransport around the transport." };
    private readonly Option<bool> _clockApart = new("--clock-apart") { Description = "Clients and built-in server send clocks and pings in packets of their own, as Mirror's do." };
    private readonly Option<bool> _serve = new("--serve") { Description = "Start the built-in server in a process of its own." };
    private readonly Option<int> _visible = Number("--visible", "Players that the built-in server shows to each, in rooms; 0 = all.", 50, 0, MaxClients);
    private readonly Option<Movement> _movement = new("--movement") { Description = "How players of the built-in server move: SyncVar, Transform or None.", CustomParser = ParseMovement };
    private readonly Option<int?> _serverPid = new("--server-pid") { Description = "A foreign server's process on this machine, for its CPU and memory.", CustomParser = argument => ParseWhole(argument, 1, int.MaxValue) };
    private readonly Option<bool> _waitForScene = new("--wait-for-scene") { Description = "Say Ready only when the server has named its scene, as for a NetworkManager with an online scene." };
    private readonly Option<bool> _noPlayers = new("--no-players") { Description = "The server gives no players: a client has joined when it has said Ready." };
    private readonly Option<int> _seed = Number("--seed", "Where the clients' chance comes from.", 1, int.MinValue, int.MaxValue);
    private readonly Option<string?> _report = new("--report") { Description = "A folder for report.json and report.html." };

    /// <param name="scripts">The names that <c>--script</c> takes.</param>
    public LoadCommandLine(IReadOnlyCollection<string> scripts) => _script.Description = $"What clients do: {string.Join(", ", scripts)}.";

    /// <summary>Understands a command line and does what it asks for.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="test">Makes a run.</param>
    /// <param name="serve">Is the built-in server.</param>
    /// <param name="errors">Where mistakes are told.</param>
    /// <returns>The exit code.</returns>
    public int Invoke(string[] args, Func<LoadPlan, int> test, Func<LoadPlan, int> serve, TextWriter errors)
    {
        var root = new RootCommand("Many clients in one process, against any Tain or Mirror server.")
        {
            _server, _clients, _ramp, _warmUp, _duration, _script, _rate, _threads, _poll, _churn, _bad, _encrypt, _clockApart, _serve, _visible, _movement, _serverPid, _waitForScene, _noPlayers, _seed, _report,
        };
        root.SetAction(parsed => test(PlanOf(parsed)));
        var server = new Command("serve", "The built-in server's process.") { _server, _rate, _visible, _movement, _encrypt, _clockApart };
        server.Hidden = true;
        server.SetAction(parsed => serve(PlanOf(parsed)));
        root.Add(server);

        ParseResult result = root.Parse(args);
        if (result.Action is not ParseErrorAction) return result.Invoke();
        // The library would write its whole help behind the mistake, so that nobody sees what it was.
        errors.WriteLine($"{result.Errors[0].Message} (--help names all options.)");
        return LoadTestProgram.CannotRun;
    }

    private LoadPlan PlanOf(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(_server)!,
        Clients = parsed.GetValue(_clients),
        // The built-in server's process knows neither this nor the other options that clients have.
        Ramp = parsed.GetValue(_ramp) is > 0 and var ramp ? ramp : DefaultRamp,
        WarmUp = parsed.GetValue(_warmUp),
        Duration = parsed.GetValue(_duration),
        Script = parsed.GetValue(_script) ?? "move",
        Rate = parsed.GetValue(_rate),
        Threads = parsed.GetValue(_threads),
        PollMs = parsed.GetValue(_poll),
        Churn = parsed.GetValue(_churn),
        Bad = parsed.GetValue(_bad),
        Encrypted = parsed.GetValue(_encrypt),
        ClockApart = parsed.GetValue(_clockApart),
        Serve = parsed.GetValue(_serve),
        Visible = parsed.GetValue(_visible),
        Movement = parsed.GetValue(_movement),
        ServerPid = parsed.GetValue(_serverPid),
        WaitForScene = parsed.GetValue(_waitForScene),
        NoPlayers = parsed.GetValue(_noPlayers),
        Seed = parsed.GetValue(_seed),
        Report = parsed.GetValue(_report),
    };

    private static Option<int> Number(string name, string description, int usual, int least, int most) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, CustomParser = argument => ParseWhole(argument, least, most) };

    private static int ParseWhole(ArgumentResult argument, int least, int most)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most) return number;
        string name = (argument.Parent as OptionResult)?.Option.Name ?? "";
        argument.AddError($"{name} {text}: a whole number from {least} to {most} is taken.");
        return 0;
    }

    private static Movement ParseMovement(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (!int.TryParse(text, out _) && Enum.TryParse(text, ignoreCase: true, out Movement movement)) return movement;
        argument.AddError($"'{text}' is no movement; there are {string.Join(", ", Enum.GetNames<Movement>())}.");
        return default;
    }

    private static Uri? ParseUri(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0) return uri;
        argument.AddError($"'{argument.Tokens[0].Value}' is no address such as kcp://localhost:7777.");
        return null;
    }

    private static double ParsePerSecond(ArgumentResult argument, bool mayBeZero)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && (mayBeZero ? number >= 0 : number > 0)) return number;
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
