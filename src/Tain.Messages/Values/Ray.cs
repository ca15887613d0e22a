using System.Numerics;

namespace Tain;

/// <summary>A half line: where it begins and where it goes.</summary>
/// <param name="origin">The beginning.</param>
/// <param name="direction">The direction; it is normalized.</param>
[WireName("UnityEngine.Ray")]
public struct Ray(Vector3 origin, Vector3 direction) : IEquatable<Ray>
{
    private Vector3 _direction = Directions.Normalize(direction);

    /// <summary>The beginning.</summary>
    public Vector3 origin = origin;

    /// <summary>The direction, always of length 1 or zero.</summary>
    public Vector3 direction
    {
        readonly get => _direction;
        set => _direction = Directions.Normalize(value);
    }

    /// <summary>A point of the ray.</summary>
    /// <param name="distance">How far from the origin.</param>
    /// <returns>The point.</returns>
    public readonly Vector3 GetPoint(float distance) => origin + (direction * distance);

    /// <summary>True when origin and direction are equal.</summary>
    public static bool operator ==(Ray left, Ray right) => left.Equals(right);

    /// <summary>True when origin or direction differ.</summary>
    public static bool operator !=(Ray left, Ray right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Ray other) => origin.Equals(other.origin) && direction.Equals(other.direction);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Ray other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(origin, direction);

    /// <inheritdoc/>
    public override readonly string ToString() => $"Origin: {origin}, Dir: {direction}";
}
