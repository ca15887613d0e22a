namespace Tain;

/// <summary>Three integers, for example a block of a voxel world.</summary>
/// <param name="x">The first.</param>
/// <param name="y">The second.</param>
/// <param name="z">The third.</param>
[WireName("UnityEngine.Vector3Int")]
public struct Vector3Int(int x, int y, int z) : IEquatable<Vector3Int>
{
    /// <summary>The first number.</summary>
    public int x = x;

    /// <summary>The second number.</summary>
    public int y = y;

    /// <summary>The third number.</summary>
    public int z = z;

    /// <summary>Adds number by number.</summary>
    public static Vector3Int operator +(Vector3Int a, Vector3Int b) => new(a.x + b.x, a.y + b.y, a.z + b.z);

    /// <summary>Subtracts number by number.</summary>
    public static Vector3Int operator -(Vector3Int a, Vector3Int b) => new(a.x - b.x, a.y - b.y, a.z - b.z);

    /// <summary>Multiplies all numbers.</summary>
    public static Vector3Int operator *(Vector3Int a, int factor) => new(a.x * factor, a.y * factor, a.z * factor);

    /// <summary>True when all numbers are equal.</summary>
    public static bool operator ==(Vector3Int a, Vector3Int b) => a.Equals(b);

    /// <summary>True when a number differs.</summary>
    public static bool operator !=(Vector3Int a, Vector3Int b) => !a.Equals(b);

    /// <inheritdoc/>
    public readonly bool Equals(Vector3Int other) => x == other.x && y == other.y && z == other.z;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Vector3Int other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(x, y, z);

    /// <inheritdoc/>
    public override readonly string ToString() => $"({x}, {y}, {z})";
}
