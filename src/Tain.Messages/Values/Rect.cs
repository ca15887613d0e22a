namespace Tain;

/// <summary>An upright rectangle.</summary>
/// <param name="x">The left edge.</param>
/// <param name="y">The lower edge.</param>
/// <param name="width">The width.</param>
/// <param name="height">The height.</param>
[WireName("UnityEngine.Rect")]
public struct Rect(float x, float y, float width, float height) : IEquatable<Rect>
{
    /// <summary>The left edge.</summary>
    public float x = x;

    /// <summary>The lower edge.</summary>
    public float y = y;

    /// <summary>The width.</summary>
    public float width = width;

    /// <summary>The height.</summary>
    public float height = height;

    /// <summary>True when all four numbers are equal.</summary>
    public static bool operator ==(Rect left, Rect right) => left.Equals(right);

    /// <summary>True when a number differs.</summary>
    public static bool operator !=(Rect left, Rect right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Rect other) => x.Equals(other.x) && y.Equals(other.y) && width.Equals(other.width) && height.Equals(other.height);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rect other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(x, y, width, height);

    /// <inheritdoc/>
    public override readonly string ToString() => $"(x:{x}, y:{y}, width:{width}, height:{height})";
}
