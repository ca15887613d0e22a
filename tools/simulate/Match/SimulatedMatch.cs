using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>
/// A whole game on a bad network from one seed: a server and its clients, each a world of its own, over KCP. First everybody plays, and things break; then nobody
/// acts any more, and every client's world must become equal to the server's.
/// </summary>
internal static class SimulatedMatch
{
    private static readonly TimeSpan s_checkInterval = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan s_weatherInterval = TimeSpan.FromSeconds(4);
    private static readonly LinkProfile[] s_weathers = [LinkProfile.BadMobile, LinkProfile.GoodMobile, LinkProfile.Satellite, LinkProfile.Lan];

    /// <exception cref="SimulationException">Something was wrong; the message tells what, the seed and the step.</exception>
    public static MatchReport Run(ulong seed, MatchSettings settings)
    {
        var net = new SimulatedNetwork(seed, settings.Profile);
        var journal = new MatchJournal();
        net.Invariant(journal.ThrowIfFailed);
        var server = new MatchServer(net, settings, journal);
        var seats = new MatchSeat[settings.Clients];
        for (int i = 0; i < seats.Length; i++) seats[i] = new MatchSeat(net, journal, i + 1);

        var weather = new SimulatedRandom(seed).Fork(3);
        using IDisposable changing = net.Every(s_weatherInterval, () => net.Profile = settings.ChangesWeather ? s_weathers[weather.Next(s_weathers.Length)] : settings.Profile);
        net.RunFor(settings.PlayTime);
        changing.Dispose();
        net.Profile = settings.Profile;
        Settle(net, server, seats, settings);
        return Report(net, server, journal);
    }

    private static void Settle(SimulatedNetwork net, MatchServer server, MatchSeat[] seats, MatchSettings settings)
    {
        net.Note("nobody acts any more");
        server.IsPlaying = false;
        foreach (MatchSeat seat in seats)
        {
            seat.IsPlaying = false;
            seat.Repair();
        }

        string? difference = null;
        double end = (net.Clock.Elapsed + settings.SettleTime).TotalSeconds;
        using IDisposable checking = net.Every(s_checkInterval, () =>
        {
            difference = FindDifference(server, seats);
            if (difference is not null && net.Clock.Elapsed.TotalSeconds > end) throw new InvalidOperationException($"The worlds do not become equal. {difference}");
        });
        net.RunFor(s_checkInterval);
        net.RunUntil(() => difference is null, settings.SettleTime + s_checkInterval + s_checkInterval);
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

    private static MatchReport Report(SimulatedNetwork net, MatchServer server, MatchJournal journal)
    {
        long sent = 0, lost = 0;
        foreach (SimulatedLink link in net.Links)
        {
            sent += link.Statistics.Sent;
            lost += link.Statistics.TotalLost;
        }

        return new MatchReport(net.Seed, net.RunFingerprint, net.Clock.Elapsed, net.Clock.Steps, sent, lost, journal, server.Network.spawned.Count);
    }
}
