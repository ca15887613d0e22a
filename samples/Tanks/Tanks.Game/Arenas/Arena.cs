using System.Numerics;

namespace Tanks;

/// <summary>
/// The field of play: a rectangle with walls in it, and the places where tanks and pickups appear. It never changes during a game, so that every side
/// can compute flights and collisions from it without a word on the wire. x goes right, y goes down, both in metres.
/// </summary>
public sealed class Arena
{
    private readonly Wall[] _walls;
    private readonly Vector2[] _spawnPoints;
    private readonly Vector2[] _pickupPoints;

    private Arena(Vector2 size, Wall[] walls, Vector2[] spawnPoints, Vector2[] pickupPoints)
    {
        Size = size;
        _walls = walls;
        _spawnPoints = spawnPoints;
        _pickupPoints = pickupPoints;
    }

    /// <summary>For many: half a turn maps it onto itself, so no corner is better than another.</summary>
    public static Arena Standard { get; } = CreateStandard();

    /// <summary>For two: fits on one screen, and they begin eye to eye.</summary>
    public static Arena Duel { get; } = CreateDuel();

    /// <summary>By number, as the server tells its players; an unknown number is the standard arena.</summary>
    public static Arena Get(byte number) => number == DuelNumber ? Duel : Standard;

    /// <summary>The number of <see cref="Standard"/>.</summary>
    public const byte StandardNumber = 0;

    /// <summary>The number of <see cref="Duel"/>.</summary>
    public const byte DuelNumber = 1;

    /// <summary>Width and height; the field reaches from (0, 0) to here.</summary>
    public Vector2 Size { get; }

    /// <summary>The blocks inside the field. The border is not among them.</summary>
    public ReadOnlySpan<Wall> Walls => _walls;

    /// <summary>Where tanks may appear.</summary>
    public ReadOnlySpan<Vector2> SpawnPoints => _spawnPoints;

    /// <summary>Where pickups lie.</summary>
    public ReadOnlySpan<Vector2> PickupPoints => _pickupPoints;

    /// <summary>Moves a circle out of walls and border; true when it touched something.</summary>
    public bool PushOut(ref Vector2 center, float radius)
    {
        bool touched = false;
        foreach (ref readonly Wall wall in _walls.AsSpan()) touched |= wall.PushOut(ref center, radius);
        var margin = new Vector2(radius);
        Vector2 inside = Vector2.Clamp(center, margin, Size - margin);
        touched |= inside != center;
        center = inside;
        return touched;
    }

    /// <summary>Where a moving circle first meets a wall or the border.</summary>
    /// <param name="from">Start of the way, inside the field.</param>
    /// <param name="way">Direction and length.</param>
    /// <param name="radius">Radius of what moves.</param>
    /// <param name="fraction">Part of the way until the hit; 1 when nothing is hit.</param>
    /// <param name="normal">The direction away from what was hit; zero when nothing is hit.</param>
    /// <returns>True when something is hit.</returns>
    public bool TryHit(Vector2 from, Vector2 way, float radius, out float fraction, out Vector2 normal)
    {
        fraction = 1;
        normal = default;
        foreach (ref readonly Wall wall in _walls.AsSpan())
        {
            if (!wall.TryHit(from, way, radius, out float at, out Vector2 side) || at >= fraction) continue;
            fraction = at;
            normal = side;
        }

        HitBorder(from.X, way.X, Size.X - radius, radius, Vector2.UnitX, ref fraction, ref normal);
        HitBorder(from.Y, way.Y, Size.Y - radius, radius, Vector2.UnitY, ref fraction, ref normal);
        return normal != default;
    }

    /// <summary>True when nothing stands between two points.</summary>
    public bool IsClear(Vector2 from, Vector2 to, float radius = 0) => !TryHit(from, to - from, radius, out _, out _);

    private static void HitBorder(float from, float way, float max, float min, Vector2 axis, ref float fraction, ref Vector2 normal)
    {
        if (way == 0) return;
        float at = MathF.Max(0, ((way > 0 ? max : min) - from) / way);   // rounding may put a bounce a hair outside: it still ends here
        if (at >= fraction) return;
        fraction = at;
        normal = way > 0 ? -axis : axis;
    }

    private static Arena CreateStandard()
    {
        var size = new Vector2(80, 52);
        Wall[] half =
        [
            Wall.Around(12, 12, 3, 10), Wall.Around(20, 8.5f, 13, 3),        // a corner of cover
            Wall.Around(13, 30, 8, 3), Wall.Around(10.5f, 34, 3, 5),
            Wall.Around(26, 22, 3, 9), Wall.Around(30, 38, 9, 3),
            Wall.Around(36, 13, 3, 3), Wall.Around(24, 45, 3, 6),
            Wall.Around(36.5f, 24, 3, 8),                                   // with its twin: the gate in the middle
        ];
        Vector2[] halfSpawns = [new(5, 5), new(5, 26), new(5, 47), new(20, 15), new(20, 39), new(30, 5), new(36, 47), new(32, 29)];
        Vector2[] halfPickups = [new(18, 23), new(31, 9), new(16, 47)];
        return new Arena(
            size,
            [.. half, .. half.Select(wall => new Wall(size - wall.Max, size - wall.Min))],
            [.. halfSpawns, .. halfSpawns.Select(point => size - point)],
            [.. halfPickups, .. halfPickups.Select(point => size - point)]);
    }

    private static Arena CreateDuel()
    {
        var size = new Vector2(38, 22);
        return new Arena(
            size,
            [Wall.Around(12, 5.5f, 8, 2), Wall.Around(26, 16.5f, 8, 2), Wall.Around(19, 3, 2, 6), Wall.Around(19, 19, 2, 6)],
            [new(4, 11), new(34, 11)],
            [new(12, 18), new(26, 4)]);
    }
}
