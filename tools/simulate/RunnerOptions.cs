using System.Globalization;
using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunnerOptions
{
    public const string Usage = """
        Runs the simulated match for many seeds and tells which fail.

          --game NAME    match (the library's own), tanks (the sample, played by bots), or scale (one script under servers
                         that are set up differently, whose clients must show the same); default match
          --seeds N      how many (default 100)
          --first N      the first seed (default 1)
          --clients N    clients per match (default 4; scale has 5 and takes no other number)
          --play N       simulated seconds of play per match (default 20; scale: 6)
          --line NAME    Perfect, Lan, Dsl, GoodMobile, BadMobile, Satellite (default BadMobile)
          --workers N    matches at a time (default: one per core)
          --verbose      one line per match
        """;

    private const int MaxClients = 200;
    private const int MaxPlaySeconds = 3_600;
    private const int MaxWorkers = 256;
    private const string LineNames = "Perfect, Lan, Dsl, GoodMobile, BadMobile, Satellite";

    public int Seeds { get; private init; } = 100;

    public ulong First { get; private init; } = 1;

    public int Workers { get; private init; } = Environment.ProcessorCount;

    public bool Verbose { get; private init; }

    public bool IsHelp { get; private init; }

    /// <summary>What cannot be understood, and what is taken instead, on one line; null when all is well.</summary>
    public string? Mistake { get; private init; }

    public Func<ulong, MatchSettings, MatchReport> Game { get; private init; } = SimulatedMatch.Run;

    public MatchSettings Match { get; private init; } = new();

    private int? Clients { get; init; }

    private int? PlaySeconds { get; init; }

    public static RunnerOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new RunnerOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (name is "--help" or "-h" or "-?") return options with { IsHelp = true };
            if (name == "--verbose")
            {
                options = options with { Verbose = true };
                continue;
            }

            options = options.With(name, i + 1 < args.Length ? args[++i] : null);
            if (options.Mistake is not null) return options;
        }

        return options.Settled();
    }

    private RunnerOptions With(string name, string? value)
    {
        return name switch
        {
            "--game" => value switch
            {
                "match" => this with { Game = SimulatedMatch.Run },
                "scale" => this with { Game = ScaleGame.RunAll },
                "tanks" => this with { Game = TanksMatch.Run },
                _ => Wrong("match, tanks or scale"),
            },
            "--line" => LineNames.Split(", ").Contains(value) ? this with { Match = Match with { Profile = (LinkProfile)typeof(LinkProfile).GetProperty(value!)!.GetValue(null)! } } : Wrong($"one of {LineNames}"),
            "--first" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? this with { First = seed } : Wrong("a seed, which is a whole number,"),
            "--seeds" => Number(int.MaxValue, number => this with { Seeds = number }),
            "--workers" => Number(MaxWorkers, number => this with { Workers = number }),
            "--clients" => Number(MaxClients, number => this with { Clients = number }),
            "--play" => Number(MaxPlaySeconds, number => this with { PlaySeconds = number }),
            _ => this with { Mistake = $"There is no option '{name}'." },
        };

        RunnerOptions Wrong(string taken) => this with { Mistake = $"{name} {value ?? "(nothing)"}: {taken} is taken." };

        RunnerOptions Number(int most, Func<int, RunnerOptions> with) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most ? with(number) : Wrong($"a whole number from 1 to {most}");
    }

    // In whatever order they were said: a game has numbers of its own.
    private RunnerOptions Settled()
    {
        MatchSettings usual = Game == ScaleGame.RunAll ? ScaleGame.Settings : new MatchSettings();
        if (Game == ScaleGame.RunAll && Clients is { } wanted && wanted != usual.Clients) return this with { Mistake = $"--clients {wanted}: the script of --game scale has {usual.Clients}." };
        TimeSpan play = PlaySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.PlayTime;
        return this with { Match = usual with { Profile = Match.Profile, Clients = Clients ?? usual.Clients, PlayTime = play } };
    }
}
