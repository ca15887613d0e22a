using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>
/// The library's own game on a bad network from one seed: a server and its clients, each a world of its own, over KCP. First everybody plays, and things break;
/// then nobody acts any more, and every client's world must become equal to the server's.
/// </summary>
internal static class SimulatedMatch
{
    /// <exception cref="SimulationException">Something was wrong; the message tells what, the seed and the step.</exception>
    public static MatchReport Run(ulong seed, MatchSettings settings)
    {
        var net = new SimulatedNetwork(seed, settings.Profile);
        var journal = new MatchJournal();
        net.Invariant(journal.ThrowIfFailed);
        var server = new MatchServer(net, settings, journal);
        var seats = new MatchSeat[settings.Clients];
        for (int i = 0; i < seats.Length; i++) seats[i] = new MatchSeat(net, journal, i + 1);

        MatchPhases.Play(net, settings);
        server.IsPlaying = false;
        foreach (MatchSeat seat in seats)
        {
            seat.IsPlaying = false;
            seat.Repair();
        }

        MatchPhases.Settle(net, settings, () => FindDifference(server, seats));
        string summary = $"{journal.Commands} commands, {journal.Calls} calls, {journal.Hooks} hooks, {journal.Spawns} crates shown, {journal.Bulletins} bulletins, "
            + $"{journal.Joins} joins, {journal.LostConnections} ended";
        return MatchReport.Of(net, journal, server.Network.spawned.Count, summary);
    }

    private static string? FindDifference(MatchServer server, MatchSeat[] seats)
    {
        foreach (MatchSeat seat in seats)
        {
            string? difference = seat.Client is null ? "It is not running." : ReplicaCheck.FindDifference(server.Network, seat.Client);
            if (difference is not null) return $"{seat.Name}: {difference}";
        }

        // The connections of crashed clients must be gone as well.
        int expected = seats.Length + server.LocalConnections;
        return server.Network.connections.Count == expected ? null : $"The server has {server.Network.connections.Count} connections instead of {expected}.";
    }
}
