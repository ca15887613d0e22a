using System.Globalization;

namespace Tain.Transports;

/// <summary>
/// The number of a KCP segment. It wraps, so "before" means less than half the range behind, and there is no ordering for sorts: it would lie.
/// The reference compares some of these as plain integers and breaks after 2^32 segments.
/// </summary>
internal readonly record struct SequenceNumber(uint Value)
{
    public SequenceNumber Next => new(Value + 1);

    public bool IsBefore(SequenceNumber other) => (int)(Value - other.Value) < 0;

    /// <summary>The number. What the compiler would write prints the properties too, and <see cref="Next"/> has a next.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static SequenceNumber operator +(SequenceNumber number, int count) => new(number.Value + (uint)count);

    /// <summary>How far <paramref name="left"/> is ahead of <paramref name="right"/>; negative when it is behind.</summary>
    public static int operator -(SequenceNumber left, SequenceNumber right) => (int)(left.Value - right.Value);
}
