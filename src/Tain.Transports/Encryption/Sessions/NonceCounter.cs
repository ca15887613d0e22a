using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// A nonce as the number that it is on the wire: 12 bytes, little endian, counting up from a random start and wrapping. Comparable only by distance, so it has no order.
/// </summary>
internal readonly record struct NonceCounter
{
    // 96 bits. Distances beyond this many packets are never counted, only drawn.
    private const long FarAway = 1L << 62;

    private static readonly UInt128 Mask = (UInt128.One << 96) - 1;

    private readonly UInt128 _value;

    private NonceCounter(UInt128 value) => _value = value & Mask;

    public static NonceCounter Read(ReadOnlySpan<byte> bytes) =>
        new(new UInt128(BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(ulong)..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes)));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)_value);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[sizeof(ulong)..], (uint)(_value >> 64));
    }

    public NonceCounter Next() => new(_value + 1);

    /// <summary>How many steps lead from another nonce to this one; negative when it is behind.</summary>
    /// <returns>False when the two have nothing to do with each other.</returns>
    public bool TryCountFrom(NonceCounter start, out long steps)
    {
        UInt128 ahead = (_value - start._value) & Mask;
        UInt128 behind = (start._value - _value) & Mask;
        bool isAhead = ahead < FarAway;
        bool isBehind = behind < FarAway;
        steps = isAhead ? (long)ahead : isBehind ? -(long)behind : 0;
        return isAhead || isBehind;
    }
}
