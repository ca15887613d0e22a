namespace Tain;

/// <summary>A color of four bytes: a quarter of what a <see cref="Color"/> takes.</summary>
/// <param name="r">Red.</param>
/// <param name="g">Green.</param>
/// <param name="b">Blue.</param>
/// <param name="a">Opacity.</param>
[WireName("UnityEngine.Color32")]
public struct Color32(byte r, byte g, byte b, byte a = byte.MaxValue) : IEquatable<Color32>
{
    /// <summary>Red.</summary>
    public byte r = r;

    /// <summary>Green.</summary>
    public byte g = g;

    /// <summary>Blue.</summary>
    public byte b = b;

    /// <summary>Opacity; 255 hides what is behind.</summary>
    public byte a = a;

    /// <summary>The same color in floats.</summary>
    /// <param name="color">The color.</param>
    public static implicit operator Color(Color32 color) =>
        new(color.r / (float)byte.MaxValue, color.g / (float)byte.MaxValue, color.b / (float)byte.MaxValue, color.a / (float)byte.MaxValue);

    /// <summary>The nearest color in bytes; parts outside 0 to 1 are cut.</summary>
    /// <param name="color">The color.</param>
    public static implicit operator Color32(Color color) => new(ToByte(color.r), ToByte(color.g), ToByte(color.b), ToByte(color.a));

    /// <summary>True when all four parts are equal.</summary>
    public static bool operator ==(Color32 left, Color32 right) => left.Equals(right);

    /// <summary>True when a part differs.</summary>
    public static bool operator !=(Color32 left, Color32 right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Color32 other) => r == other.r && g == other.g && b == other.b && a == other.a;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Color32 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => r | (g << 8) | (b << 16) | (a << 24);

    /// <inheritdoc/>
    public override readonly string ToString() => $"RGBA({r}, {g}, {b}, {a})";

    private static byte ToByte(float part) => (byte)MathF.Round(Math.Clamp(part, 0, 1) * byte.MaxValue);
}
