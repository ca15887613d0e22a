using System.Numerics;

namespace Tanks;

/// <summary>A solid, axis-aligned block. Tanks stop at it, shells bounce off it.</summary>
/// <param name="Min">The corner with the smaller coordinates, in metres.</param>
/// <param name="Max">The corner with the larger coordinates, in metres.</param>
public readonly record struct Wall(Vector2 Min, Vector2 Max)
{
    /// <summary>A block around a centre.</summary>
    public static Wall Around(float x, float y, float width, float height)
    {
        var half = new Vector2(width / 2, height / 2);
        return new Wall(new Vector2(x, y) - half, new Vector2(x, y) + half);
    }

    /// <summary>Moves a circle out of the block by the shortest way; false when it does not touch.</summary>
    public bool PushOut(ref Vector2 center, float radius)
    {
        if (center.X <= Min.X - radius || center.X >= Max.X + radius || center.Y <= Min.Y - radius || center.Y >= Max.Y + radius) return false;

        Vector2 nearest = Vector2.Clamp(center, Min, Max);
        Vector2 away = center - nearest;
        float distanceSquared = away.LengthSquared();
        if (distanceSquared >= radius * radius) return false;
        if (distanceSquared > 0)
        {
            center = nearest + away * (radius / MathF.Sqrt(distanceSquared));
            return true;
        }

        PushCenterOut(ref center, radius);
        return true;
    }

    /// <summary>Where a moving point first meets the block. False when it misses, or starts inside.</summary>
    /// <param name="from">Start of the way.</param>
    /// <param name="way">Direction and length.</param>
    /// <param name="margin">Radius of what moves; the block is taken as that much larger.</param>
    /// <param name="fraction">Part of the way until the hit, 0 to 1.</param>
    /// <param name="normal">The side that was hit, pointing away from the block.</param>
    public bool TryHit(Vector2 from, Vector2 way, float margin, out float fraction, out Vector2 normal)
    {
        (float enterX, float leaveX) = Slab(from.X, way.X, Min.X - margin, Max.X + margin);
        (float enterY, float leaveY) = Slab(from.Y, way.Y, Min.Y - margin, Max.Y + margin);
        fraction = MathF.Max(enterX, enterY);
        normal = enterX > enterY ? new Vector2(-MathF.Sign(way.X), 0) : new Vector2(0, -MathF.Sign(way.Y));
        return fraction >= 0 && fraction <= 1 && fraction <= MathF.Min(leaveX, leaveY);
    }

    // The parts of the way at which one coordinate enters and leaves the block's range.
    private static (float Enter, float Leave) Slab(float from, float way, float min, float max)
    {
        if (way == 0) return from > min && from < max ? (float.NegativeInfinity, float.PositiveInfinity) : (float.PositiveInfinity, float.NegativeInfinity);
        float a = (min - from) / way;
        float b = (max - from) / way;
        return a < b ? (a, b) : (b, a);
    }

    // The centre itself is inside, so there is no direction to push in: take the nearest side.
    private void PushCenterOut(ref Vector2 center, float radius)
    {
        float left = center.X - Min.X, right = Max.X - center.X, top = center.Y - Min.Y, bottom = Max.Y - center.Y;
        float least = MathF.Min(MathF.Min(left, right), MathF.Min(top, bottom));
        if (least == left) center.X = Min.X - radius;
        else if (least == right) center.X = Max.X + radius;
        else if (least == top) center.Y = Min.Y - radius;
        else center.Y = Max.Y + radius;
    }
}
