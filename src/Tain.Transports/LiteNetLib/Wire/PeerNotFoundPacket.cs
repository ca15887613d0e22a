using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// Three steps in which two peers find out that only one of them still has the connection. Wire: 1. header alone, "who are you?"; 2. header, u8 0, i64 connect time,
/// "this connection"; 3. the same with u8 1, "I do not know it". Only the third ends anything, and nobody writes it who has not seen the second.
/// </summary>
internal static class PeerNotFoundPacket
{
    public const int LongBytes = LiteNetWire.HeaderBytes + 1 + sizeof(long);
    private const byte Claim = 0;
    private const byte Unknown = 1;

    public static bool IsQuestion(ReadOnlySpan<byte> datagram) => datagram.Length == LiteNetWire.HeaderBytes;

    public static bool IsClaim(ReadOnlySpan<byte> datagram) => datagram.Length == LongBytes && datagram[1] == Claim;

    public static bool IsUnknown(ReadOnlySpan<byte> datagram, long connectTime) =>
        datagram.Length == LongBytes && datagram[1] == Unknown && BinaryPrimitives.ReadInt64LittleEndian(datagram[2..]) == connectTime;

    public static void WriteClaim(Span<byte> datagram, long connectTime)
    {
        datagram[0] = new LiteNetHeader(LiteNetProperty.PeerNotFound, 0).ToByte();
        datagram[1] = Claim;
        BinaryPrimitives.WriteInt64LittleEndian(datagram[2..], connectTime);
    }

    /// <summary>Turns a claim into the answer that it is unknown.</summary>
    public static void WriteUnknown(Span<byte> datagram, ReadOnlySpan<byte> claim)
    {
        claim.CopyTo(datagram);
        datagram[1] = Unknown;
    }
}
