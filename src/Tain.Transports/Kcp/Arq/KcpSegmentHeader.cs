using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>What a segment is. Wire values.</summary>
internal enum KcpCommand : byte
{
    Push = 81,
    Acknowledge = 82,
    AskWindow = 83,
    TellWindow = 84,
}

/// <summary>
/// The 24 bytes in front of every segment; little endian:
/// u32 conversation (always 0 here), u8 command, u8 fragments after this one, u16 free receive window in segments,
/// u32 sender's clock (an acknowledgement echoes it), u32 number, u32 next number expected (all before it have arrived), u32 payload length.
/// </summary>
internal readonly record struct KcpSegmentHeader(
    KcpCommand Command, byte FragmentsAfter, ushort Window, KcpTime Timestamp, SequenceNumber Sequence, SequenceNumber Expected, int PayloadBytes)
{
    public const int SizeBytes = 24;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, 0);
        target[4] = (byte)Command;
        target[5] = FragmentsAfter;
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], Window);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Timestamp.Milliseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], Sequence.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], Expected.Value);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], PayloadBytes);
    }

    /// <summary>Reads a header and checks that its payload is there too.</summary>
    public static KcpInputResult TryRead(ReadOnlySpan<byte> source, out KcpSegmentHeader header)
    {
        header = default;
        if (source.Length < SizeBytes) return KcpInputResult.TooShort;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source) != 0) return KcpInputResult.WrongConversation;
        var command = (KcpCommand)source[4];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(source[20..]);
        if (length > (uint)(source.Length - SizeBytes)) return KcpInputResult.PayloadTooLong;
        if (command is < KcpCommand.Push or > KcpCommand.TellWindow) return KcpInputResult.UnknownCommand;
        header = new KcpSegmentHeader(
            command,
            source[5],
            BinaryPrimitives.ReadUInt16LittleEndian(source[6..]),
            new KcpTime(BinaryPrimitives.ReadUInt32LittleEndian(source[8..])),
            new SequenceNumber(BinaryPrimitives.ReadUInt32LittleEndian(source[12..])),
            new SequenceNumber(BinaryPrimitives.ReadUInt32LittleEndian(source[16..])),
            (int)length);
        return KcpInputResult.None;
    }
}

/// <summary>What is wrong with a datagram's segments. Segments before the bad one were applied. Never fatal: a stray datagram must not end a connection.</summary>
internal enum KcpInputResult : byte
{
    None = 0,
    TooShort,
    WrongConversation,
    PayloadTooLong,
    UnknownCommand,
}
