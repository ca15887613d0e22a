using System.Numerics;

namespace Tanks;

/// <summary>The arena is flat; the world has three dimensions. The arena's x and y are the world's x and z.</summary>
public static class Space
{
    /// <summary>A place of the world, seen from above.</summary>
    public static Vector2 ToArena(Vector3 position) => new(position.X, position.Z);

    /// <summary>A place of the arena, on the ground of the world.</summary>
    public static Vector3 ToWorld(Vector2 position) => new(position.X, 0, position.Y);

    /// <summary>A turn about the vertical axis as an angle of the arena.</summary>
    public static float ToHeading(Quaternion rotation) => Angle.Wrap(-2 * MathF.Atan2(rotation.Y, rotation.W));

    /// <summary>An angle of the arena as a turn about the vertical axis.</summary>
    public static Quaternion ToRotation(float heading) => Quaternion.CreateFromAxisAngle(Vector3.UnitY, -heading);
}
