using System.Diagnostics;

namespace Tain.Transports;

/// <summary>Buffers in order, linked through themselves: it holds any number and allocates nothing.</summary>
internal sealed class LiteNetBufferQueue
{
    private LiteNetBuffer? _last;

    public LiteNetBuffer? First { get; private set; }

    public int Count { get; private set; }

    public void Enqueue(LiteNetBuffer buffer)
    {
        Debug.Assert(buffer.Next is null, "A buffer is on one list at a time.");
        if (_last is null) First = buffer;
        else _last.Next = buffer;
        _last = buffer;
        Count++;
    }

    public bool TryDequeue(out LiteNetBuffer buffer)
    {
        buffer = First!;
        if (First is null) return false;
        First = buffer.Next;
        if (First is null) _last = null;
        buffer.Next = null;
        Count--;
        return true;
    }

    public void Clear(LiteNetBufferPool pool)
    {
        while (TryDequeue(out LiteNetBuffer buffer)) pool.Return(buffer);
    }
}
