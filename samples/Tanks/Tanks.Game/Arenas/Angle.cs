using System.Numerics;

namespace Tanks;

/// <summary>Angles in radians, clockwise on the screen (x right, y down), 0 to the right; and their 8 and 16 bit forms for the wire.</summary>
public static class Angle
{
    /// <summary>The same angle in -pi..pi.</summary>
    public static float Wrap(float radians) => MathF.IEEERemainder(radians, MathF.Tau);

    /// <summary>The unit vector that looks there.</summary>
    public static Vector2 ToDirection(float radians)
    {
        (float sin, float cos) = MathF.SinCos(radians);
        return new Vector2(cos, sin);
    }

    /// <summary>The angle of a vector; 0 for the zero vector.</summary>
    public static float Of(Vector2 direction) => MathF.Atan2(direction.Y, direction.X);

    /// <summary>Turns towards a target by the shorter way, at most by a step.</summary>
    public static float TurnTowards(float from, float to, float maxStep) => Wrap(from + Math.Clamp(Wrap(to - from), -maxStep, maxStep));

    /// <summary>Between two angles, by the shorter way.</summary>
    public static float Lerp(float from, float to, float t) => Wrap(from + Wrap(to - from) * t);

    /// <summary>256 directions: enough for driving.</summary>
    public static byte ToByte(float radians) => (byte)(int)MathF.Round(radians * (256 / MathF.Tau));

    /// <summary>The angle of <see cref="ToByte"/>'s result.</summary>
    public static float FromByte(byte value) => value * (MathF.Tau / 256);

    /// <summary>65536 directions: enough for aiming across the arena.</summary>
    public static ushort ToUShort(float radians) => (ushort)(int)MathF.Round(radians * (65536 / MathF.Tau));

    /// <summary>The angle of <see cref="ToUShort"/>'s result.</summary>
    public static float FromUShort(ushort value) => value * (MathF.Tau / 65536);
}
