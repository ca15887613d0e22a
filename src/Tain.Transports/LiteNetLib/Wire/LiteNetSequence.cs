namespace Tain.Transports;

/// <summary>
/// The number of a reliable packet or a ping: 0 to 32767, then 0 again. "Before" means less than half the range behind; there is no ordering for sorts, it would lie.
/// </summary>
internal readonly record struct LiteNetSequence
{
    /// <summary>How many numbers there are; a larger one on the wire does not exist.</summary>
    public const int Count = 32_768;

    private const int Half = Count / 2;

    public LiteNetSequence(int value) => Value = (ushort)(value & Count - 1);

    public ushort Value { get; }

    public LiteNetSequence Next => new(Value + 1);

    public static LiteNetSequence operator +(LiteNetSequence number, int count) => new(number.Value + count);

    /// <summary>How far <paramref name="left"/> is ahead of <paramref name="right"/>, -16384 to 16383.</summary>
    public static int operator -(LiteNetSequence left, LiteNetSequence right) => (left.Value - right.Value + Count + Half & Count - 1) - Half;
}
