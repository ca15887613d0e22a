using System.Globalization;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunnerOptions
{
    public const string Usage = """
        Runs the simulated match for many seeds and tells which fail.

          --game NAME    match (the library's own), tanks (the sample, played by bots), or scale (one script under servers
                         that are set up differently, whose clients must show the same; it has 5 of them); default match
          --seeds N      how many (default 100)
          --first N      the first seed (default 1)
          --clients N    clients per match (default 4)
          --play N       simulated seconds of play per match (default 20)
          --line NAME    Perfect, Lan, Dsl, GoodMobile, BadMobile, Satellite (default BadMobile)
          --workers N    matches at a time (default: one per core)
          --verbose      one line per match
        """;

    public int Seeds { get; private init; } = 100;

    public ulong First { get; private init; } = 1;

    public int Workers { get; private init; } = Environment.ProcessorCount;

    public bool Verbose { get; private init; }

    public bool IsHelp { get; private init; }

    public string? Mistake { get; private init; }

    public Func<ulong, MatchSettings, MatchReport> Game { get; private init; } = SimulatedMatch.Run;

    public MatchSettings Match { get; private init; } = new();

    public static RunnerOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new RunnerOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (name is "--help" or "-h") return options with { IsHelp = true };
            if (name == "--verbose")
            {
                options = options with { Verbose = true };
                continue;
            }

            if (i + 1 == args.Length) return options with { Mistake = $"{name} is unknown, or lacks its value." };
            RunnerOptions? next = options.With(name, args[++i]);
            if (next is null) return options with { Mistake = $"{name} {args[i]} is not understood." };
            options = next;
        }

        return options;
    }

    private RunnerOptions? With(string name, string value)
    {
        if (name == "--line")
            return typeof(LinkProfile).GetProperty(value)?.GetValue(null) is LinkProfile profile ? this with { Match = Match with { Profile = profile } } : null;
        if (name == "--game")
        {
            return value switch
            {
                "match" => this with { Game = SimulatedMatch.Run },
                "scale" => this with { Game = ScaleGame.RunAll, Match = ScaleGame.Settings },
                "tanks" => this with { Game = TanksMatch.Run },
                _ => null,
            };
        }

        if (!int.TryParse(value, CultureInfo.InvariantCulture, out int number) || number < 1) return null;
        return name switch
        {
            "--seeds" => this with { Seeds = number },
            "--first" => this with { First = (ulong)number },
            "--workers" => this with { Workers = number },
            "--clients" => this with { Match = Match with { Clients = number } },
            "--play" => this with { Match = Match with { PlayTime = TimeSpan.FromSeconds(number) } },
            _ => null,
        };
    }
}
