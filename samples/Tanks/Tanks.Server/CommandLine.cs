using System.CommandLine;

namespace Tanks.Server;

/// <summary>The command line, in one place: what can be asked of the server, with its defaults.</summary>
internal static class CommandLine
{
    private const string Duel = "duel";
    private const string Standard = "standard";
    private const int DefaultBots = 3;
    private const int MaxBots = 500;

    public static RootCommand Create(Func<ServerSettings, CancellationToken, Task<int>> run)
    {
        var httpPort = new Option<ushort>("--http-port") { Description = "TCP port of the page and of WebSocket players; 0 takes a free one.", DefaultValueFactory = _ => 8080 };
        var certificate = new Option<string?>("--certificate") { Description = "PEM file with the page's certificate and its chain: serve the page with https and WebSocket players with wss." };
        var certificateKey = new Option<string?>("--certificate-key") { Description = "PEM file with the certificate's private key, where it is not in the same file." };
        var kcpPort = new Option<ushort>("--kcp-port") { Description = "UDP port of KCP players; 0 takes a free one.", DefaultValueFactory = _ => 7777 };
        var maxPlayers = new Option<int>("--max-players") { Description = "How many may play at once, bots included.", DefaultValueFactory = _ => 100 };
        var bots = new Option<int>("--bots") { Description = $"How many bots join over KCP, 0 to {MaxBots}.", DefaultValueFactory = _ => DefaultBots };
        var connect = new Option<string?>("--connect") { Description = "Run no server: send the bots to the server on this host (host or host:port, KCP)." };
        var arena = new Option<string>("--arena") { Description = "The standard arena, or a small one for a duel.", DefaultValueFactory = _ => Standard };
        var report = new Option<double>("--report") { Description = "Print a line of figures every so many seconds; 0 prints none." };
        arena.AcceptOnlyFromAmong(Standard, Duel);
        bots.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > MaxBots) result.AddError($"--bots takes 0 to {MaxBots}.");
        });
        maxPlayers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--max-players takes 1 or more.");
        });

        var command = new RootCommand("Tain Tanks: a small arena for browsers (WebSocket) and bots (KCP).") { httpPort, certificate, certificateKey, kcpPort, maxPlayers, bots, connect, arena, report };
        command.SetAction((parsed, cancellation) => run(
            new ServerSettings
            {
                HttpPort = parsed.GetValue(httpPort),
                CertificatePath = parsed.GetValue(certificate),
                CertificateKeyPath = parsed.GetValue(certificateKey),
                KcpPort = parsed.GetValue(kcpPort),
                MaxPlayers = parsed.GetValue(maxPlayers),
                Bots = parsed.GetValue(bots),
                Connect = parsed.GetValue(connect) is { } host ? new Uri($"kcp://{host}") : null,
                Arena = parsed.GetValue(arena) == Duel ? Arena.DuelNumber : Arena.StandardNumber,
                Report = parsed.GetValue(report) is var seconds && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            },
            cancellation));
        return command;
    }
}
