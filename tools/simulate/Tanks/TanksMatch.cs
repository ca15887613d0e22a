using System.Numerics;
using Tain.Simulation;
using Tanks;

namespace Tain.Simulate;

/// <summary>
/// The sample game Tanks, rules, bots and all, on a bad network: first the bots fight and things break, then they let go of the wheel, and every machine must show
/// what the server has.
/// </summary>
internal static class TanksMatch
{
    private const int FramesPerSecond = 60;
    private const byte Arenas = 2;

    // A place travels in steps of a centimetre, and the own tank is drawn where the prediction has it.
    private const float MaxDistance = 0.1f;

    /// <exception cref="SimulationException">Something was wrong; the message tells what, the seed and the step.</exception>
    public static MatchReport Run(ulong seed, MatchSettings settings)
    {
        var net = new SimulatedNetwork(seed, settings.Profile);
        var journal = new MatchJournal();
        net.Invariant(journal.ThrowIfFailed);
        var options = new WorldOptions { TimeProvider = net.Clock, LoggerFactory = new MatchLog("server", journal), RandomSeed = seed };
        using var arena = new ArenaHost(options, net.CreateKcpTransport(net.Server), (byte)(seed % Arenas), maxPlayers: settings.Clients * 2);
        arena.Start();
        net.EveryFrame(FramesPerSecond, arena.World.Tick);
        var seats = new TanksSeat[settings.Clients];
        for (int i = 0; i < seats.Length; i++) seats[i] = new TanksSeat(net, journal, i + 1);

        MatchPhases.Play(net, settings);
        foreach (TanksSeat seat in seats)
        {
            seat.IsPlaying = false;
            seat.Repair();
        }

        Roster roster = arena.World.Get<Roster>();
        int kills = roster.Tanks.Sum(tank => tank.kills);
        MatchPhases.Settle(net, settings, () => FindDifference(arena, roster, seats));
        return MatchReport.Of(net, journal, arena.Server.spawned.Count, $"{kills} kills of those still there, {journal.Joins} bots started, {journal.LostConnections} left or crashed");
    }

    private static string? FindDifference(ArenaHost arena, Roster roster, TanksSeat[] seats)
    {
        if (roster.Shells.Count > 0) return "Shells are in the air.";
        foreach (TanksSeat seat in seats)
        {
            if (FindDifference(arena, roster, seat.Session) is { } difference) return $"{seat.Name}: {difference}";
        }

        return arena.PlayerCount == seats.Length ? null : $"The server has {arena.PlayerCount} players instead of {seats.Length}.";
    }

    private static string? FindDifference(ArenaHost arena, Roster roster, PlayerSession session)
    {
        // Where a tank is shown is compared by distance; and a driver's answers go on as long as somebody sits in the tank.
        string? difference = ReplicaCheck.FindDifference(arena.Server, session.Client, include: static c => c is not (NetworkTransformBase or TankDriver));
        if (difference is not null) return difference;
        foreach (Tank shown in session.Roster.Tanks)
        {
            Vector2 truth = roster.Find(shown.netId)!.Driver.Motion.Position;
            if (Vector2.Distance(shown.Position, truth) > MaxDistance) return $"Tank {shown.netId} is shown at {shown.Position}; it is at {truth}.";
        }

        return null;
    }
}
