using System.Buffers.Binary;

namespace Tain.Messages;

/// <summary>
/// Takes the batches of one connection apart. Usually a batch is added and emptied at once; while a scene is loading, batches wait here, each with the channel
/// that it came on. (Mirror hands waiting messages out with the channel of the packet that triggered their handling, and loses Hybrid baselines that way.)
/// </summary>
/// <param name="maxQueuedBytes">How much may wait; of unreliable batches half as much. A single batch is always taken: the transport limits its size.</param>
public sealed class Unbatcher(int maxQueuedBytes = Unbatcher.DefaultMaxQueuedBytes)
{
    /// <summary>What may wait unless told otherwise: a minute of a busy game's state during a slow scene change.</summary>
    public const int DefaultMaxQueuedBytes = 4 * 1024 * 1024;

    // Most batches are a datagram; the buffer of a peer that once sent a large one is not kept.
    private const int MaxRetainedBytes = 64 * 1024;

    private readonly Queue<Batch> _waiting = new();
    private byte[] _bytes = [];
    private int _end;
    private Batch _current;
    private int _position;
    private long _moved;        // by how much what waits was moved to the front; batches in the queue keep the places that they were given

    /// <summary>How many batches are waiting or being taken apart.</summary>
    public int BatchesCount => _waiting.Count + (HasRest ? 1 : 0);

    /// <summary>Adds a batch behind those that wait.</summary>
    /// <param name="batch">A packet. Copied.</param>
    /// <param name="channelId">The channel that it came on.</param>
    /// <returns><see cref="RejectReason.None"/>, or why the batch was not taken.</returns>
    public RejectReason AddBatch(ReadOnlySpan<byte> batch, int channelId = Channels.Reliable)
    {
        if (batch.Length < Batcher.TimestampSize) return RejectReason.BatchTooShort;
        bool isReliable = channelId != Channels.Unreliable;
        int limit = isReliable ? maxQueuedBytes : maxQueuedBytes / 2;
        if (BatchesCount == 0) Reset();
        else if (_end + (long)batch.Length > Math.Min(limit, _bytes.Length)) MoveToFront();
        if (_end > 0 && _end + (long)batch.Length > limit) return isReliable ? RejectReason.ReceiveQueueFull : RejectReason.UnreliableDropped;

        int start = _end;
        _end += batch.Length;
        if (_end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_end, _bytes.Length * 2));
        batch.CopyTo(_bytes.AsSpan(start));
        _waiting.Enqueue(new Batch(start + _moved, _end + _moved, channelId));
        return RejectReason.None;
    }

    /// <summary>Takes the next message. Messages may be empty; batches without messages are passed over.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why there is none: <see cref="RejectReason.None"/> when nothing is left; else the batch is broken, and all that waited is dropped.</param>
    /// <returns>True when there is a message.</returns>
    public bool TryGetNext(out BatchedMessage message, out RejectReason reason)
    {
        message = default;
        reason = RejectReason.None;
        while (!HasRest)
        {
            if (!_waiting.TryDequeue(out Batch next)) return false;
            _current = next;
            _position = PlaceOf(next.Start) + Batcher.TimestampSize;
        }

        ReadOnlySpan<byte> rest = _bytes.AsSpan(_position, PlaceOf(_current.End) - _position);
        if (!VarIntCoding.TryRead(rest, out ulong size, out int sizeBytes) || size > (ulong)(rest.Length - sizeBytes))
        {
            Clear();
            reason = RejectReason.BatchBroken;
            return false;
        }

        double timestamp = BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(PlaceOf(_current.Start)));
        message = new BatchedMessage(new ArraySegment<byte>(_bytes, _position + sizeBytes, (int)size), timestamp, _current.ChannelId);
        _position += sizeBytes + (int)size;
        return true;
    }

    /// <summary>Drops everything that waits.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _current = default;
        _position = 0;
        _moved = 0;
    }

    // Of the batch that is being taken apart.
    private bool HasRest => _position + _moved < _current.End;

    private int PlaceOf(long start) => (int)(start - _moved);

    // A connection that always has something waiting never comes to an empty buffer: what was handled is room again all the same.
    private void MoveToFront()
    {
        int first = PlaceOf(HasRest ? _current.Start : _waiting.Peek().Start);
        if (first == 0) return;
        _bytes.AsSpan(first, _end - first).CopyTo(_bytes);
        _end -= first;
        _position -= first;
        _moved += first;
    }

    private void Reset()
    {
        Clear();
        _end = 0;
        if (_bytes.Length > MaxRetainedBytes) _bytes = [];
    }

    private readonly record struct Batch(long Start, long End, int ChannelId);
}
