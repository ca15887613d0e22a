using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tanks.Server;

/// <summary>The command line, in one place: what can be asked of the server, with its defaults.</summary>
internal static class CommandLine
{
    private const string Duel = "duel";
    private const string Standard = "standard";
    private const int DefaultBots = 3;
    private const int MaxBots = 500;
    private const int MaxPlayers = 10_000;
    private const int MaxReportSeconds = 86_400;

    public static RootCommand Create(Func<ServerSettings, CancellationToken, Task<int>> run)
    {
        Option<int> httpPort = Number("--http-port", "TCP port of the page and of WebSocket players; 0 takes a free one.", 8080, 0, ushort.MaxValue);
        var certificate = new Option<string?>("--certificate") { Description = "PEM file with the page's certificate and its chain: serve the page with https and WebSocket players with wss." };
        var certificateKey = new Option<string?>("--certificate-key") { Description = "PEM file with the certificate's private key, where it is not in the same file." };
        Option<int> kcpPort = Number("--kcp-port", "UDP port of KCP players; 0 takes a free one.", 7777, 0, ushort.MaxValue);
        Option<int> maxPlayers = Number("--max-players", "How many may play at once, bots included.", 100, 1, MaxPlayers);
        Option<int> bots = Number("--bots", $"How many bots join over KCP, 0 to {MaxBots}.", DefaultBots, 0, MaxBots);
        var connect = new Option<Uri?>("--connect") { Description = "Run no server: send the bots to the server on this host (host or host:port, KCP).", CustomParser = ParseHost };
        var arena = new Option<string>("--arena") { Description = "The standard arena, or a small one for a duel.", DefaultValueFactory = _ => Standard };
        Option<int> report = Number("--report", "Print a line of figures every so many seconds; 0 prints none.", 0, 0, MaxReportSeconds);
        arena.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not (Standard or Duel)) result.AddError($"--arena takes {Standard} or {Duel}.");
        });

        var command = new RootCommand("Tain Tanks: a small arena for browsers (WebSocket) and bots (KCP).") { httpPort, certificate, certificateKey, kcpPort, maxPlayers, bots, connect, arena, report };
        command.Validators.Add(result =>
        {
            if (result.GetResult(certificateKey) is not null && result.GetResult(certificate) is null) result.AddError("--certificate-key is the key of a --certificate, which is missing.");
        });
        command.SetAction((parsed, cancellation) => run(
            new ServerSettings
            {
                HttpPort = (ushort)parsed.GetValue(httpPort),
                CertificatePath = parsed.GetValue(certificate),
                CertificateKeyPath = parsed.GetValue(certificateKey),
                KcpPort = (ushort)parsed.GetValue(kcpPort),
                MaxPlayers = parsed.GetValue(maxPlayers),
                Bots = parsed.GetValue(bots),
                Connect = parsed.GetValue(connect),
                Arena = parsed.GetValue(arena) == Duel ? Arena.DuelNumber : Arena.StandardNumber,
                Report = parsed.GetValue(report) is var seconds && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            },
            cancellation));
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            CustomParser = argument =>
            {
                if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most) return number;
                argument.AddError($"{name} takes {least} to {most}.");
                return usual;
            },
        };

    private static Uri? ParseHost(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Uri.TryCreate($"kcp://{text}", UriKind.Absolute, out Uri? server) && server is { Host.Length: > 0, AbsolutePath: "" or "/" }) return server;
        argument.AddError($"--connect takes a host or host:port; '{text}' is neither.");
        return null;
    }
}
