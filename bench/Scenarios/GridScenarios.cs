using System.Globalization;

namespace Tain.Bench;

/// <summary>A thousand players on a grid, each sees about thirty.</summary>
internal static class GridScenarios
{
    private const int Players = 1_000;
    private const int Side = 17;

    public static void Moving(TickMeter meter)
    {
        TickMeter.PrintHead("(c) players on a grid");
        Measure(meter, "all move, nobody leaves its cell", new Walkers(Players, Side, travel: false));
    }

    public static void Churning(TickMeter meter)
    {
        TickMeter.PrintHead("(e) players that cross a cell each second");
        Measure(meter, "all move, each crosses a cell each second", new Walkers(Players, Side, travel: true));
    }

    private static void Measure(TickMeter meter, string what, Walkers walkers)
    {
        int seen = 0;
        for (int i = 0; i < Players; i++)
        {
            for (int k = 0; k < Players; k++) seen += Walkers.Sees(walkers.CellAt(i, 0), walkers.CellAt(k, 0)) ? 1 : 0;
        }
        // Both subjects are at the same tick in the same run, but not at the same time: each has its own.
        int walkTick = 0;
        var tain = new TainSubject(0);
        var rule = tain.World.CreateGameObject("interest").AddComponent<SpatialHashingInterestManagement>();
        // Cells of half the range, as Mirror's.
        rule.visRange = (int)(2 * Walkers.CellSize);
        Enter(tain, walkers);
        WalkSubject walk = Enter(new WalkSubject(0, (netId, id) => Walkers.Sees(walkers.CellAt(netId - 1, walkTick), walkers.CellAt(id - 1, walkTick))), walkers);
        string row = string.Create(CultureInfo.InvariantCulture, $"{Players} players, {(double)seen / Players:0.0} visible each: {what}");
        meter.Compare(row, Players, tain, walk, (subject, tick) =>
        {
            if (subject == walk) walkTick = tick;
            Move(subject, walkers, tick);
        });
    }

    private static T Enter<T>(T subject, Walkers walkers) where T : ISubject
    {
        NetworkConnectionToClient[] connections = subject.Connect(walkers.Count);
        for (int i = 0; i < walkers.Count; i++) subject.Join(connections[i], walkers.At(i, 0));
        subject.Tick();
        return subject;
    }

    private static void Move(ISubject subject, Walkers walkers, int tick)
    {
        for (int i = 0; i < walkers.Count; i++) subject.Players[i].MoveTo(walkers.At(i, tick));
        for (int i = 0; i < walkers.Count && tick > 0; i++)
        {
            if (walkers.CellAt(i, tick) != walkers.CellAt(i, tick - 1)) subject.OnCrossed(i);
        }
    }
}
