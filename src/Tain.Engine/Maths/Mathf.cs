namespace Tain;

/// <summary>Unity's float functions, as far as scripts use them and MathF names them otherwise or not at all. Angles are degrees unless said.</summary>
public static class Mathf
{
    /// <summary>Half the circumference of the circle of radius 1.</summary>
    public const float PI = MathF.PI;

    /// <summary>Degrees times this are radians.</summary>
    public const float Deg2Rad = MathF.PI / 180;

    /// <summary>Radians times this are degrees.</summary>
    public const float Rad2Deg = 180 / MathF.PI;

    /// <summary>Greater than every other number.</summary>
    public const float Infinity = float.PositiveInfinity;

    /// <summary>The smallest number above 0.</summary>
    public const float Epsilon = float.Epsilon;

    /// <summary>The value without its sign.</summary>
    public static float Abs(float value) => MathF.Abs(value);

    /// <summary>The value without its sign.</summary>
    public static int Abs(int value) => Math.Abs(value);

    /// <summary>1 for 0 and above, -1 below.</summary>
    public static float Sign(float value) => value >= 0 ? 1 : -1;

    /// <summary>The smaller one.</summary>
    public static float Min(float a, float b) => a < b ? a : b;

    /// <summary>The smaller one.</summary>
    public static int Min(int a, int b) => Math.Min(a, b);

    /// <summary>The greater one.</summary>
    public static float Max(float a, float b) => a > b ? a : b;

    /// <summary>The greater one.</summary>
    public static int Max(int a, int b) => Math.Max(a, b);

    /// <summary>The value, or the bound that it passes.</summary>
    public static float Clamp(float value, float min, float max) => value < min ? min : value > max ? max : value;

    /// <summary>The value, or the bound that it passes.</summary>
    public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

    /// <summary>The value, or 0 below that, or 1 above that.</summary>
    public static float Clamp01(float value) => Clamp(value, 0, 1);

    /// <summary>Between a and b, t being held within 0 and 1.</summary>
    public static float Lerp(float a, float b, float t) => a + ((b - a) * Clamp01(t));

    /// <summary>Between a and b, and beyond.</summary>
    public static float LerpUnclamped(float a, float b, float t) => a + ((b - a) * t);

    /// <summary>Where a value lies between a and b, from 0 to 1; 0 if they are equal.</summary>
    public static float InverseLerp(float a, float b, float value) => a == b ? 0 : Clamp01((value - a) / (b - a));

    /// <summary>Between two angles, on the shorter way.</summary>
    public static float LerpAngle(float a, float b, float t) => a + (DeltaAngle(a, b) * Clamp01(t));

    /// <summary>Between a and b, slowly at both ends.</summary>
    public static float SmoothStep(float a, float b, float t)
    {
        t = Clamp01(t);
        return a + ((b - a) * (t * t * (3 - (2 * t))));
    }

    /// <summary>From current towards target by no more than a step.</summary>
    public static float MoveTowards(float current, float target, float maxDelta) =>
        MathF.Abs(target - current) <= maxDelta ? target : current + (Sign(target - current) * maxDelta);

    /// <summary>From one angle towards another, on the shorter way, by no more than a step.</summary>
    public static float MoveTowardsAngle(float current, float target, float maxDelta)
    {
        float difference = DeltaAngle(current, target);
        return MathF.Abs(difference) <= maxDelta ? target : current + (Sign(difference) * maxDelta);
    }

    /// <summary>The shorter way from one angle to another, from -180 to 180.</summary>
    public static float DeltaAngle(float current, float target)
    {
        float difference = Repeat(target - current, 360);
        return difference > 180 ? difference - 360 : difference;
    }

    /// <summary>The value modulo a length, never negative.</summary>
    public static float Repeat(float t, float length) => Clamp(t - (MathF.Floor(t / length) * length), 0, length);

    /// <summary>To a length and back, again and again.</summary>
    public static float PingPong(float t, float length) => length - MathF.Abs(Repeat(t, length * 2) - length);

    /// <summary>Whether two numbers are equal but for rounding.</summary>
    public static bool Approximately(float a, float b) =>
        MathF.Abs(b - a) < MathF.Max(1e-6f * MathF.Max(MathF.Abs(a), MathF.Abs(b)), Epsilon * 8);

    /// <summary>The whole number at or below.</summary>
    public static float Floor(float value) => MathF.Floor(value);

    /// <summary>The whole number at or below.</summary>
    public static int FloorToInt(float value) => (int)MathF.Floor(value);

    /// <summary>The whole number at or above.</summary>
    public static float Ceil(float value) => MathF.Ceiling(value);

    /// <summary>The whole number at or above.</summary>
    public static int CeilToInt(float value) => (int)MathF.Ceiling(value);

    /// <summary>The nearest whole number; of two the even one.</summary>
    public static float Round(float value) => MathF.Round(value);

    /// <summary>The nearest whole number; of two the even one.</summary>
    public static int RoundToInt(float value) => (int)MathF.Round(value);

    /// <summary>The square root.</summary>
    public static float Sqrt(float value) => MathF.Sqrt(value);

    /// <summary>A power.</summary>
    public static float Pow(float value, float exponent) => MathF.Pow(value, exponent);

    /// <summary>The sine of an angle in radians.</summary>
    public static float Sin(float radians) => MathF.Sin(radians);

    /// <summary>The cosine of an angle in radians.</summary>
    public static float Cos(float radians) => MathF.Cos(radians);

    /// <summary>The tangent of an angle in radians.</summary>
    public static float Tan(float radians) => MathF.Tan(radians);

    /// <summary>The angle in radians of a direction.</summary>
    public static float Atan2(float y, float x) => MathF.Atan2(y, x);
}
