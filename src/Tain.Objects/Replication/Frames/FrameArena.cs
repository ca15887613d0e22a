namespace Tain;

/// <summary>
/// Framed messages (size, id, content) one after the other in one piece of memory, with the position behind each, as they go into batches.
/// Written once per tick, copied to many connections.
/// </summary>
internal sealed class FrameArena
{
    private readonly NetworkWriter _bytes = new();
    private int[] _ends = new int[16];
    private int[] _slots = new int[16];
    private FrameChange[] _changes = new FrameChange[16];

    public int Count { get; private set; }

    /// <summary>Adds a message about the object with a <see cref="NetworkIdentity.SpawnSlot"/>, and returns the message's number.</summary>
    public int Add(ReadOnlySpan<byte> message, int slot, in FrameChange change)
    {
        _bytes.WriteVarUInt((uint)message.Length);
        _bytes.WriteBytes(message);
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
            Array.Resize(ref _slots, _slots.Length * 2);
            Array.Resize(ref _changes, _changes.Length * 2);
        }
        _ends[Count] = _bytes.Position;
        _slots[Count] = slot;
        _changes[Count] = change;
        return Count++;
    }

    /// <summary>Which object a frame is about.</summary>
    public int SlotOf(int number) => _slots[number];

    /// <summary>What a frame says.</summary>
    public FrameChange ChangeOf(int number) => _changes[number];

    /// <summary>How long the frames from one number up to, not including, another are.</summary>
    public int BytesOf(int from, int to) => from >= to ? 0 : _ends[to - 1] - (from == 0 ? 0 : _ends[from - 1]);

    /// <summary>Copies the frames from one number up to, not including, another into a connection's batches.</summary>
    public void CopyTo(NetworkConnectionToClient connection, int channel, int from, int to)
    {
        if (from >= to) return;
        int start = from == 0 ? 0 : _ends[from - 1];
        connection.SendFrames(_bytes.ToSpan(), start, _ends.AsSpan(from, to - from), channel);
    }

    /// <summary>The same, without the frames of objects that the connection was not sent yet.</summary>
    public void CopyTo(NetworkConnectionToClient connection, int channel, int from, int to, SpawnBacklog without)
    {
        for (int i = from; i < to; i++)
        {
            if (!without.Contains(_slots[i])) continue;
            CopyTo(connection, channel, from, i);
            from = i + 1;
        }
        CopyTo(connection, channel, from, to);
    }

    public void Clear()
    {
        _bytes.Reset();
        // What was destroyed since must not be held by what was said of it.
        Array.Clear(_changes, 0, Count);
        Count = 0;
    }
}
