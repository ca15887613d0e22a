using System.Numerics;

namespace Tanks;

/// <summary>Chooses where a tank appears: as far from the others as a few random tries find, so that it is safe but not foreseeable.</summary>
public static class SpawnChooser
{
    private const int Tries = 5;

    /// <summary>Chooses one of the arena's points.</summary>
    /// <param name="arena">Where.</param>
    /// <param name="others">The living tanks.</param>
    /// <param name="random">The server's generator.</param>
    public static Vector2 Choose(Arena arena, ReadOnlySpan<Vector2> others, Random random)
    {
        ReadOnlySpan<Vector2> points = arena.SpawnPoints;
        Vector2 best = points[0];
        float bestDistance = -1;
        for (int i = 0; i < Tries; i++)
        {
            Vector2 point = points[random.Next(points.Length)];
            float nearest = float.MaxValue;
            foreach (Vector2 other in others) nearest = MathF.Min(nearest, Vector2.DistanceSquared(point, other));
            if (nearest <= bestDistance) continue;
            bestDistance = nearest;
            best = point;
        }

        return best;
    }
}
