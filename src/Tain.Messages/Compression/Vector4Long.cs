namespace Tain;

/// <summary>Four scaled numbers, see <see cref="Compression.ScaleToLong(System.Numerics.Quaternion, float, out Vector4Long)"/>.</summary>
/// <param name="x">The first.</param>
/// <param name="y">The second.</param>
/// <param name="z">The third.</param>
/// <param name="w">The fourth.</param>
public struct Vector4Long(long x, long y, long z, long w) : IEquatable<Vector4Long>
{
    /// <summary>The first number.</summary>
    public long x = x;

    /// <summary>The second number.</summary>
    public long y = y;

    /// <summary>The third number.</summary>
    public long z = z;

    /// <summary>The fourth number.</summary>
    public long w = w;

    /// <summary>Four zeros.</summary>
    public static Vector4Long zero => default;

    // Wraps on overflow, see Vector3Long.

    /// <summary>Adds number by number, wrapping.</summary>
    public static Vector4Long operator +(Vector4Long a, Vector4Long b) => unchecked(new(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w));

    /// <summary>Subtracts number by number, wrapping.</summary>
    public static Vector4Long operator -(Vector4Long a, Vector4Long b) => unchecked(new(a.x - b.x, a.y - b.y, a.z - b.z, a.w - b.w));

    /// <summary>True when all numbers are equal.</summary>
    public static bool operator ==(Vector4Long a, Vector4Long b) => a.Equals(b);

    /// <summary>True when a number differs.</summary>
    public static bool operator !=(Vector4Long a, Vector4Long b) => !a.Equals(b);

    /// <inheritdoc/>
    public readonly bool Equals(Vector4Long other) => x == other.x && y == other.y && z == other.z && w == other.w;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Vector4Long other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(x, y, z, w);

    /// <inheritdoc/>
    public override readonly string ToString() => $"({x} {y} {z} {w})";
}
