namespace Tain;

/// <summary>Two integers, for example a cell of a grid.</summary>
/// <param name="x">The first.</param>
/// <param name="y">The second.</param>
[WireName("UnityEngine.Vector2Int")]
public struct Vector2Int(int x, int y) : IEquatable<Vector2Int>
{
    /// <summary>The first number.</summary>
    public int x = x;

    /// <summary>The second number.</summary>
    public int y = y;

    /// <summary>Adds number by number.</summary>
    public static Vector2Int operator +(Vector2Int a, Vector2Int b) => new(a.x + b.x, a.y + b.y);

    /// <summary>Subtracts number by number.</summary>
    public static Vector2Int operator -(Vector2Int a, Vector2Int b) => new(a.x - b.x, a.y - b.y);

    /// <summary>Multiplies both numbers.</summary>
    public static Vector2Int operator *(Vector2Int a, int factor) => new(a.x * factor, a.y * factor);

    /// <summary>True when both numbers are equal.</summary>
    public static bool operator ==(Vector2Int a, Vector2Int b) => a.Equals(b);

    /// <summary>True when a number differs.</summary>
    public static bool operator !=(Vector2Int a, Vector2Int b) => !a.Equals(b);

    /// <inheritdoc/>
    public readonly bool Equals(Vector2Int other) => x == other.x && y == other.y;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Vector2Int other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(x, y);

    /// <inheritdoc/>
    public override readonly string ToString() => $"({x}, {y})";
}
