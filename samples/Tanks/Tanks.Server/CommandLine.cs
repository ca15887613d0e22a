using System.CommandLine;

namespace Tanks.Server;

/// <summary>The command line, in one place: what can be asked of the server, with its defaults.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Func<ServerSettings, CancellationToken, Task> run)
    {
        var httpPort = new Option<ushort>("--http-port") { Description = "TCP port of the page and of WebSocket players; 0 takes a free one.", DefaultValueFactory = _ => 8080 };

        var command = new RootCommand("Tain Tanks: a small arena for browsers (WebSocket) and bots (KCP).") { httpPort };
        command.SetAction((parsed, cancellation) => run(
            new ServerSettings
            {
                HttpPort = parsed.GetValue(httpPort),
            },
            cancellation));
        return command;
    }
}
