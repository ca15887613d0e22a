namespace Tain;

/// <summary>A set of layers, one bit each. Only the lower 16 of the 32 layers travel.</summary>
/// <param name="value">The bits.</param>
[WireName("UnityEngine.LayerMask")]
public struct LayerMask(int value) : IEquatable<LayerMask>
{
    /// <summary>The bits; bit n stands for layer n.</summary>
    public int value = value;

    /// <summary>The bits of a mask.</summary>
    /// <param name="mask">The mask.</param>
    public static implicit operator int(LayerMask mask) => mask.value;

    /// <summary>A mask of bits.</summary>
    /// <param name="value">The bits.</param>
    public static implicit operator LayerMask(int value) => new(value);

    /// <summary>True when the same layers are in both.</summary>
    public static bool operator ==(LayerMask left, LayerMask right) => left.Equals(right);

    /// <summary>True when a layer is in one of them only.</summary>
    public static bool operator !=(LayerMask left, LayerMask right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(LayerMask other) => value == other.value;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is LayerMask other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => value;

    /// <inheritdoc/>
    public override readonly string ToString() => $"0x{value:X8}";
}
