namespace Tain;

/// <summary>
/// Framed messages (size, id, content) one after the other in one piece of memory, with the position behind each, as they go into batches.
/// Written once per tick, copied to many connections.
/// </summary>
internal sealed class FrameArena
{
    private readonly NetworkWriter _bytes = new();
    private int[] _ends = new int[16];

    public int Count { get; private set; }

    public int Bytes => _bytes.Position;

    /// <summary>Adds a message and returns its number.</summary>
    public int Add(ReadOnlySpan<byte> message)
    {
        _bytes.WriteVarUInt((uint)message.Length);
        _bytes.WriteBytes(message);
        if (Count == _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
        _ends[Count] = _bytes.Position;
        return Count++;
    }

    /// <summary>Copies the frames from one number up to, not including, another into a connection's batches.</summary>
    public void CopyTo(NetworkConnectionToClient connection, int channel, int from, int to)
    {
        if (from >= to) return;
        int start = from == 0 ? 0 : _ends[from - 1];
        connection.SendFrames(_bytes.ToSpan(), start, _ends.AsSpan(from, to - from), channel);
    }

    public void Clear()
    {
        _bytes.Reset();
        Count = 0;
    }
}
