using System.Buffers.Binary;

namespace Tain.Transports.Wire;

/// <summary>One WebSocket frame as RFC 6455 writes it, good and bad ones, for tests that must not trust a WebSocket library.</summary>
internal sealed record Frame(int Opcode, byte[] Payload, bool Fin = true, bool Masked = true, int ReservedBits = 0)
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const byte MaskByte = 0x5A;

    public byte[] ToBytes()
    {
        var bytes = new List<byte> { (byte)((Fin ? 0x80 : 0) | (ReservedBits << 4) | Opcode) };
        int maskBit = Masked ? 0x80 : 0;
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)Payload.Length);
        if (Payload.Length <= 125) bytes.Add((byte)(maskBit | Payload.Length));
        else if (Payload.Length <= 65_535) bytes.AddRange([(byte)(maskBit | 126), .. length.AsSpan(6)]);
        else bytes.AddRange([(byte)(maskBit | 127), .. length]);
        if (Masked) bytes.AddRange([MaskByte, MaskByte, MaskByte, MaskByte]);
        bytes.AddRange(Payload.Select(value => Masked ? (byte)(value ^ MaskByte) : value));
        return [.. bytes];
    }

    /// <summary>Reads all frames of a stream; what is left over must be nothing.</summary>
    public static List<Frame> ParseAll(ReadOnlySpan<byte> stream)
    {
        var frames = new List<Frame>();
        while (TryParse(ref stream, out Frame? frame)) frames.Add(frame);
        Assert.Equal(0, stream.Length);
        return frames;
    }

    /// <summary>Reads one frame from the front of a stream, if it is there completely.</summary>
    public static bool TryParse(ref ReadOnlySpan<byte> stream, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Frame? frame)
    {
        frame = null;
        if (stream.Length < 2) return false;
        bool masked = (stream[1] & 0x80) != 0;
        int form = stream[1] & 0x7F;
        int at = 2 + (form == 126 ? 2 : form == 127 ? 8 : 0);
        if (stream.Length < at + (masked ? 4 : 0)) return false;
        long length = form switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(stream[2..]),
            127 => (long)BinaryPrimitives.ReadUInt64BigEndian(stream[2..]),
            _ => form,
        };
        ReadOnlySpan<byte> mask = masked ? stream.Slice(at, 4) : default;
        at += mask.Length;
        if (stream.Length < at + length) return false;
        byte[] payload = stream.Slice(at, (int)length).ToArray();
        for (int i = 0; i < payload.Length && masked; i++) payload[i] ^= mask[i % 4];
        frame = new Frame(stream[0] & 0x0F, payload, (stream[0] & 0x80) != 0, masked, (stream[0] >> 4) & 7);
        stream = stream[(at + (int)length)..];
        return true;
    }
}
