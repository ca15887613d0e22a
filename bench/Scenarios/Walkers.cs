using System.Numerics;

namespace Tain.Bench;

/// <summary>Players on a square of cells, as many everywhere. Where one is follows from the tick alone, so that both subjects see the same.</summary>
/// <param name="count">How many players.</param>
/// <param name="side">Cells along one side.</param>
/// <param name="travel">True: each player goes straight on, one cell per second, and turns round at the border. False: it stays in its cell.</param>
internal sealed class Walkers(int count, int side, bool travel)
{
    public const float CellSize = 10;

    private readonly Vector2[] _homes = Homes(count, side);

    public int Count => count;

    public Vector3 At(int player, int tick)
    {
        Vector2 home = _homes[player];
        float phase = tick / (float)BenchClock.Rate;
        if (!travel)
        {
            // A tenth of a cell to and fro, around the middle of the cell.
            var middle = new Vector2(MathF.Floor(home.X) + 0.5f, MathF.Floor(home.Y) + 0.5f);
            return InWorld(middle + new Vector2((((tick + player) % BenchClock.Rate) / (float)BenchClock.Rate - 0.5f) * 0.1f, 0));
        }
        return InWorld(player % 2 == 0 ? home with { X = Bounce(home.X + phase) } : home with { Y = Bounce(home.Y + phase) });
    }

    public (int X, int Y) CellAt(int player, int tick) => Cell(At(player, tick));

    public static (int X, int Y) Cell(Vector3 position) => ((int)MathF.Floor((position.X / CellSize) + 0.5f), (int)MathF.Floor((position.Z / CellSize) + 0.5f));

    /// <summary>The rule: a player sees its cell and those around it.</summary>
    public static bool Sees((int X, int Y) from, (int X, int Y) to) => Math.Abs(from.X - to.X) <= 1 && Math.Abs(from.Y - to.Y) <= 1;

    // The cells of the rule have their middles where the coordinates are whole numbers of cells.
    private static Vector3 InWorld(Vector2 at) => new((at.X - 0.5f) * CellSize, 0, (at.Y - 0.5f) * CellSize);

    private static Vector2[] Homes(int count, int side)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => new Vector2(random.NextSingle(), random.NextSingle()) * side)];
    }

    // To and fro between 0 and the side.
    private float Bounce(float at)
    {
        float along = at % (2 * side);
        return along < side ? along : Math.Max(0, (2 * side) - along - 0.001f);
    }
}
