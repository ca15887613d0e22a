using System.Numerics;

namespace Tanks;

/// <summary>What a player wants during one step. Quantized where it is made, so that the player's own prediction computes with the very numbers that the server gets.</summary>
public struct DriveInput : IEquatable<DriveInput>
{
    /// <summary>Where to, as <see cref="Angle.ToByte"/> writes it.</summary>
    public byte MoveDirection;

    /// <summary>How hard, 0 to 255.</summary>
    public byte MoveStrength;

    /// <summary>Where the turret looks, as <see cref="Angle.ToUShort"/> writes it.</summary>
    public ushort Aim;

    /// <summary>The trigger is held.</summary>
    public bool Fire;

    /// <summary>Quantizes a wish.</summary>
    /// <param name="move">Direction and strength; longer than 1 counts as 1.</param>
    /// <param name="aim">Radians.</param>
    /// <param name="fire">The trigger is held.</param>
    public static DriveInput From(Vector2 move, float aim, bool fire) => new()
    {
        MoveDirection = Angle.ToByte(Angle.Of(move)),
        MoveStrength = (byte)MathF.Round(255 * MathF.Min(1, move.Length())),
        Aim = Angle.ToUShort(aim),
        Fire = fire,
    };

    /// <inheritdoc/>
    public readonly bool Equals(DriveInput other) =>
        MoveDirection == other.MoveDirection && MoveStrength == other.MoveStrength && Aim == other.Aim && Fire == other.Fire;

    /// <inheritdoc/>
    public readonly override bool Equals(object? obj) => obj is DriveInput other && Equals(other);

    /// <inheritdoc/>
    public readonly override int GetHashCode() => HashCode.Combine(MoveDirection, MoveStrength, Aim, Fire);
}
