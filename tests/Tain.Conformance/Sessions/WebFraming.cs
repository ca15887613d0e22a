using System.Buffers.Binary;

namespace Tain.Conformance.Sessions;

/// <summary>WebSockets (RFC 6455): an HTTP head each way, then frames with one batch each; those of the client are masked.</summary>
internal sealed class WebFraming : StreamFraming
{
    private const byte Binary = 0x82, Close = 0x88;
    private const int MaskBytes = 4, LongLength = 126;

    private readonly HashSet<bool> _upgraded = [];

    protected override int TryReadFrame(double ms, bool fromServer, ReadOnlySpan<byte> bytes) =>
        _upgraded.Contains(fromServer) ? ReadFrame(ms, fromServer, bytes) : ReadHead(fromServer, bytes);

    private int ReadHead(bool fromServer, ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return 0;
        Assert.True(bytes.StartsWith(fromServer ? "HTTP/1.1 101 "u8 : "GET / HTTP/1.1\r\n"u8));
        _upgraded.Add(fromServer);
        Note(fromServer, "upgrade");
        return end + 4;
    }

    private int ReadFrame(double ms, bool fromServer, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2) return 0;
        int length = bytes[1] & 0x7F;
        int at = 2;
        if (length == LongLength)
        {
            if (bytes.Length < 4) return 0;
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            at = 4;
        }
        Assert.True(length <= ushort.MaxValue, "No frame of the recordings has a 64-bit length.");
        Assert.Equal(!fromServer, (bytes[1] & 0x80) != 0);
        int maskAt = at;
        if (!fromServer) at += MaskBytes;
        if (bytes.Length < at + length) return 0;
        byte[] payload = bytes.Slice(at, length).ToArray();
        for (int i = 0; !fromServer && i < length; i++) payload[i] ^= bytes[maskAt + (i % MaskBytes)];
        if (bytes[0] == Binary)
        {
            AddBatch(ms, fromServer, payload);
        }
        else
        {
            Assert.Equal(Close, bytes[0]);
            Note(fromServer, "close");
        }
        return at + length;
    }
}
