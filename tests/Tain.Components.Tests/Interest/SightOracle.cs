using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>Who should see what, the long way round: written from the fact pages with other formulas than the rules use.</summary>
internal static class SightOracle
{
    private static readonly float s_widthOfHex = MathF.Sqrt(3);

    /// <summary>Squares or cubes: the numbers of the cells differ by at most one along each axis, or by at most as many as there are rings.</summary>
    public static bool SeesByBox(Vector3 thing, Vector3 viewer, float size, bool x = true, bool y = true, bool z = true, int rings = 1) =>
        (!x || IsIn(thing.X, viewer.X, size, rings)) && (!y || IsIn(thing.Y, viewer.Y, size, rings)) && (!z || IsIn(thing.Z, viewer.Z, size, rings));

    /// <summary>Hexagons: the centre nearest to the one and the centre nearest to the other are at most one cell apart.</summary>
    public static bool SeesByHex(Vector2 thing, Vector2 viewer, float radius) =>
        Vector2.Distance(NearestCentre(thing, radius), NearestCentre(viewer, radius)) < s_widthOfHex * radius * 1.01f;

    /// <summary>Hexagons in rings: the steps to each of six neighbours that it takes from the one centre to the other.</summary>
    public static bool SeesByHexRings(Vector2 thing, Vector2 viewer, float radius, int rings)
    {
        Vector2 off = Vector2.Abs(NearestCentre(thing, radius) - NearestCentre(viewer, radius)) / radius;
        // A step to the next row goes half a hexagon aside as well.
        float rows = off.Y / 1.5f;
        return rows + MathF.Max(0, off.X / s_widthOfHex - rows / 2) < rings + 0.1f;
    }

    /// <summary>Layers of hexagons: floor((y - h / 2) / h) differs by at most one.</summary>
    public static bool SeesByLayer(float thing, float viewer, float height) => Math.Abs(Layer(thing, height) - Layer(viewer, height)) <= 1;

    /// <summary>By how much larger the cells are for an object with a range of its own: the next power of two.</summary>
    public static float Scale(float range, float usual)
    {
        float scale = 1;
        while (usual * scale < range) scale *= 2;
        while (usual * scale / 2 >= range) scale /= 2;
        return scale;
    }

    private static bool IsIn(float a, float b, float size, int rings) => Math.Abs(Math.Round((double)a / size) - Math.Round((double)b / size)) <= rings;

    private static double Layer(float y, float height) => Math.Floor((y - height / 2.0) / height);

    private static Vector2 NearestCentre(Vector2 place, float radius)
    {
        var best = new Vector2(float.PositiveInfinity);
        float row = MathF.Round(place.Y / (1.5f * radius));
        for (float r = row - 2; r <= row + 2; r++)
        {
            float column = MathF.Round(place.X / (s_widthOfHex * radius) - r / 2);
            for (float q = column - 2; q <= column + 2; q++)
            {
                var centre = new Vector2(s_widthOfHex * radius * (q + r / 2), 1.5f * radius * r);
                if (Vector2.DistanceSquared(place, centre) < Vector2.DistanceSquared(place, best)) best = centre;
            }
        }
        return best;
    }
}
