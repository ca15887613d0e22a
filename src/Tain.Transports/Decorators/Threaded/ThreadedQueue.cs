using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tain.Transports;

/// <summary>
/// Records on their way from one side of a threaded endpoint to the other, bounded in bytes. Who fills it stops when it is full; what announces the end of
/// a connection always finds room, because there is more of it than the limit says.
/// </summary>
/// <remarks>One thread appends and publishes, one takes; a lock keeps the two apart for the length of a copy.</remarks>
internal sealed class ThreadedQueue
{
    /// <summary>Text is cut there: more says nothing new, and it has to fit beside the largest packet.</summary>
    public const int MaxTextLength = 2_048;

    private const int MaxTextBytes = 3 * MaxTextLength;

    // What a queue keeps when it has run empty. A stall can make it grow to its limit, which nobody needs again soon.
    private const int KeptBytes = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _packetBytes = [];
    private readonly bool _countsSessions;
    private readonly int _limitBytes;
    private readonly int _ringBytes;
    private PacketRing _ring;
    private int _bytes;
    private int _peakBytes;
    private int _takenBytes;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="limitBytes">From here on it is full.</param>
    /// <param name="largestPacketBytes">What may be appended to a queue that is not yet full.</param>
    /// <param name="countsSessions">Whether <see cref="PacketBytes"/> is asked.</param>
    /// <param name="reservedBytes">More room behind the limit, for records that come in any case.</param>
    public ThreadedQueue(int limitBytes, int largestPacketBytes, bool countsSessions = false, int reservedBytes = 0)
    {
        _countsSessions = countsSessions;
        // A ring wastes less than one packet where it wraps around; two more keep the promise about room, and a share for the small records that come in any case.
        long room = (long)limitBytes + (2L * (largestPacketBytes + ThreadedRecord.HeaderBytes)) + (16 * MaxTextBytes) + reservedBytes;
        _limitBytes = limitBytes;
        _ringBytes = (int)Math.Min(room, 1 << 30);
        _ring = new PacketRing(_ringBytes);
    }

    /// <summary>True when nothing more should be appended for now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate) return _bytes >= _limitBytes;
        }
    }

    /// <summary>Records that can be taken now.</summary>
    public int Published
    {
        get
        {
            lock (_gate) return _ring.Published;
        }
    }

    /// <summary>Bytes that wait, headers included.</summary>
    public int Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>Bytes of packets that wait in one session.</summary>
    public int PacketBytes(int session)
    {
        lock (_gate) return _packetBytes.GetValueOrDefault(session);
    }

    /// <summary>Copies a record to the end.</summary>
    /// <returns>False when there is no room at all.</returns>
    public bool TryAppend(in ThreadedRecord record)
    {
        Span<byte> header = stackalloc byte[ThreadedRecord.HeaderBytes];
        record.WriteHeader(header);
        lock (_gate)
        {
            if (!_ring.TryAppend(header, record.Bytes, Channel.Reliable)) return false;
            _bytes += SizeOf(record);
            _peakBytes = Math.Max(_peakBytes, _bytes);
            if (_countsSessions && record.Kind == ThreadedRecordKind.Packet)
                CollectionsMarshal.GetValueRefOrAddDefault(_packetBytes, record.Session, out _) += record.Bytes.Length;
            return true;
        }
    }

    /// <summary>Copies a record that carries text.</summary>
    public bool TryAppendText(ThreadedRecordKind kind, int connectionId, int session, byte code, string text)
    {
        Span<byte> bytes = stackalloc byte[MaxTextBytes];
        Encoding.UTF8.TryGetBytes(text.AsSpan(0, Math.Min(text.Length, MaxTextLength)), bytes, out int count);
        return TryAppend(new ThreadedRecord(kind, connectionId, session, code, bytes[..count]));
    }

    /// <summary>Lets the other side have what was appended.</summary>
    public void Publish()
    {
        lock (_gate) _ring.Publish();
    }

    /// <summary>Borrows the oldest published record until <see cref="Drop"/>.</summary>
    public bool TryPeek(out ThreadedRecord record)
    {
        lock (_gate)
        {
            bool any = _ring.TryPeek(out ReadOnlyMemory<byte> entry, out _);
            record = any ? ThreadedRecord.Read(entry.Span) : default;
            _takenBytes = any ? SizeOf(record) : 0;
            return any;
        }
    }

    /// <summary>Removes the record that was peeked.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            _ring.TryPeek(out ReadOnlyMemory<byte> entry, out _);
            var record = ThreadedRecord.Read(entry.Span);
            Debug.Assert(SizeOf(record) == _takenBytes, "What is dropped is what was peeked.");
            _bytes -= _takenBytes;
            if (_countsSessions) Uncount(record);
            _ring.Drop();
            if (_bytes == 0) GiveBack();
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _ring.Clear();
            _packetBytes.Clear();
            _bytes = 0;
            GiveBack();
        }
    }

    private static int SizeOf(in ThreadedRecord record) => ThreadedRecord.HeaderBytes + record.Bytes.Length;

    private void Uncount(in ThreadedRecord record)
    {
        if (record.Kind == ThreadedRecordKind.Packet) CollectionsMarshal.GetValueRefOrAddDefault(_packetBytes, record.Session, out _) -= record.Bytes.Length;
        else if (record.Kind == ThreadedRecordKind.Disconnected) _packetBytes.Remove(record.Session);
    }

    private void GiveBack()
    {
        if (_peakBytes > KeptBytes) _ring = new PacketRing(_ringBytes);
        _peakBytes = 0;
    }
}
