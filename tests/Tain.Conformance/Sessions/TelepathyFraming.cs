using System.Buffers.Binary;

namespace Tain.Conformance.Sessions;

/// <summary>Telepathy (docs/mirror/transports.md 4): each batch behind its length, a big-endian int that does not count itself.</summary>
internal sealed class TelepathyFraming : StreamFraming
{
    protected override int TryReadFrame(double ms, bool fromServer, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(int)) return 0;
        int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        int end = sizeof(int) + length;
        if (bytes.Length < end) return 0;
        AddBatch(ms, fromServer, bytes[sizeof(int)..end].ToArray());
        return end;
    }
}
