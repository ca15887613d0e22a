namespace Tain;

/// <summary>A color of four floats, each usually from 0 to 1.</summary>
/// <param name="r">Red.</param>
/// <param name="g">Green.</param>
/// <param name="b">Blue.</param>
/// <param name="a">Opacity.</param>
[WireName("UnityEngine.Color")]
public struct Color(float r, float g, float b, float a = 1) : IEquatable<Color>
{
    /// <summary>Red.</summary>
    public float r = r;

    /// <summary>Green.</summary>
    public float g = g;

    /// <summary>Blue.</summary>
    public float b = b;

    /// <summary>Opacity; 1 hides what is behind.</summary>
    public float a = a;

    /// <summary>Opaque white.</summary>
    public static Color white => new(1, 1, 1);

    /// <summary>Opaque black.</summary>
    public static Color black => new(0, 0, 0);

    /// <summary>Opaque red.</summary>
    public static Color red => new(1, 0, 0);

    /// <summary>Opaque green.</summary>
    public static Color green => new(0, 1, 0);

    /// <summary>Opaque blue.</summary>
    public static Color blue => new(0, 0, 1);

    /// <summary>True when all four parts are equal.</summary>
    public static bool operator ==(Color left, Color right) => left.Equals(right);

    /// <summary>True when a part differs.</summary>
    public static bool operator !=(Color left, Color right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Color other) => r.Equals(other.r) && g.Equals(other.g) && b.Equals(other.b) && a.Equals(other.a);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Color other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(r, g, b, a);

    /// <inheritdoc/>
    public override readonly string ToString() => $"RGBA({r:F3}, {g:F3}, {b:F3}, {a:F3})";
}
