using System.Diagnostics;

namespace Tain.Transports;

/// <summary>The first byte of every packet: bits 0-4 property, bits 5-6 the connection's number, bit 7 "a fragment".</summary>
internal readonly record struct LiteNetHeader(LiteNetProperty Property, byte ConnectionNumber, bool IsFragment = false)
{
    private const byte PropertyMask = 0x1F;
    private const byte NumberMask = 0x03;
    private const int NumberShift = 5;
    private const byte FragmentBit = 0x80;

    public byte ToByte()
    {
        Debug.Assert(ConnectionNumber <= NumberMask, "A connection's number has two bits.");
        return (byte)((byte)Property | ConnectionNumber << NumberShift | (IsFragment ? FragmentBit : 0));
    }

    /// <summary>Any byte reads as a header; one with a property that does not exist has one beyond <see cref="LiteNetProperty.Empty"/>.</summary>
    public static LiteNetHeader From(byte value) =>
        new((LiteNetProperty)(value & PropertyMask), (byte)(value >> NumberShift & NumberMask), (value & FragmentBit) != 0);
}
