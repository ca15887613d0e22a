using System.Globalization;
using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>What a person can do about a run that did not pass, or measured nothing, in a sentence or two, from what its clients met.</summary>
internal static class Advice
{
    /// <returns>Null when the figures say all there is.</returns>
    public static string? For(LoadReport report)
    {
        if (report.AllJoined && report.Plan is { Serve: false, Script: "move" } && report.Clients is { Commands: > 0, ReplyMs.Count: 0 })
            return "No Command was answered: those of 'move' are the built-in server's. Against a server of your own take --script idle, or a script of your own.";
        if (report.AllJoined || report.Clients.Lost + report.Clients.Joining == 0) return null;
        string server = report.Plan.Server.ToString();
        if (report.Clients.Connects > 0)
        {
            return report.Clients.Joins > 0
                ? "Some got no player: does the server have a limit of connections, in all or per address? docs/load-testing.md names those of Tain's."
                : Met(report, TransportError.InvalidReceive) ? $"What {server} sends is not of this protocol: check scheme and port, and --encrypt."
                : "The server took the connections and gave no player. Does it want a log-in first (a script of your own), has it an online scene (--wait-for-scene), or no players (--no-players)?";
        }
        if (Met(report, TransportError.DnsResolve)) return $"The name {report.Plan.Server.Host} is not known: check --server.";
        if (Met(report, TransportError.InvalidReceive) || Met(report, LoadCounters.EndedByServer)) return $"Something answers at {server}, but not in this protocol: check scheme and port of --server, and --encrypt.";
        string also = report.Plan.Serve ? "" : " Without a server of your own, --serve starts one.";
        return string.Create(CultureInfo.InvariantCulture, $"No server answers at {server}: is it running, and are scheme and port those that it listens on?{also}");
    }

    private static bool Met(LoadReport report, TransportError error) => Met(report, error.ToString());

    private static bool Met(LoadReport report, string end) => report.Disconnects.Keys.Any(reason => reason.StartsWith(end, StringComparison.Ordinal));
}
