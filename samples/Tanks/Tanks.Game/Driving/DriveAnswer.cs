namespace Tanks;

/// <summary>The server's word to a driver: after this input, this is where you are.</summary>
public struct DriveAnswer : IEquatable<DriveAnswer>
{
    /// <summary>The last input that is included.</summary>
    public uint Sequence;

    /// <summary>The truth.</summary>
    public TankMotion Motion;

    /// <inheritdoc/>
    public readonly bool Equals(DriveAnswer other) => Sequence == other.Sequence && Motion.Equals(other.Motion);

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is DriveAnswer other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(Sequence, Motion);
}
