namespace Tain;

/// <summary>Three scaled numbers, see <see cref="Compression.ScaleToLong(System.Numerics.Vector3, float, out Vector3Long)"/>.</summary>
/// <param name="x">The first.</param>
/// <param name="y">The second.</param>
/// <param name="z">The third.</param>
public struct Vector3Long(long x, long y, long z) : IEquatable<Vector3Long>
{
    /// <summary>The first number.</summary>
    public long x = x;

    /// <summary>The second number.</summary>
    public long y = y;

    /// <summary>The third number.</summary>
    public long z = z;

    /// <summary>Three zeros.</summary>
    public static Vector3Long zero => default;

    // Wraps on overflow: the difference of two extremes must undo itself on the other side.

    /// <summary>Adds number by number, wrapping.</summary>
    public static Vector3Long operator +(Vector3Long a, Vector3Long b) => unchecked(new(a.x + b.x, a.y + b.y, a.z + b.z));

    /// <summary>Subtracts number by number, wrapping.</summary>
    public static Vector3Long operator -(Vector3Long a, Vector3Long b) => unchecked(new(a.x - b.x, a.y - b.y, a.z - b.z));

    /// <summary>True when all numbers are equal.</summary>
    public static bool operator ==(Vector3Long a, Vector3Long b) => a.Equals(b);

    /// <summary>True when a number differs.</summary>
    public static bool operator !=(Vector3Long a, Vector3Long b) => !a.Equals(b);

    /// <inheritdoc/>
    public readonly bool Equals(Vector3Long other) => x == other.x && y == other.y && z == other.z;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Vector3Long other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(x, y, z);

    /// <inheritdoc/>
    public override readonly string ToString() => $"({x} {y} {z})";
}
