using System.Numerics;

namespace Tain.Transports;

/// <summary>Room for one packet, reused for the next. It grows to the largest packet that really came, not to the largest allowed one.</summary>
internal sealed class PacketBuffer
{
    private const int InitialBytes = 2_048;
    private byte[] _bytes = new byte[InitialBytes];

    /// <summary>Takes the room; what was in it is lost.</summary>
    public Span<byte> Take(int bytes)
    {
        if (_bytes.Length < bytes) _bytes = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)bytes)];
        return _bytes.AsSpan(0, bytes);
    }

    /// <summary>What was written last.</summary>
    public ReadOnlySpan<byte> Read(int bytes) => _bytes.AsSpan(0, bytes);
}
