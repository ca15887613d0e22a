using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;

namespace Tain.Messages;

/// <summary>
/// Packs the messages of one connection and channel into packets: a timestamp, then each message behind its length. A batch is closed when the next message does
/// not fit under the threshold, or is of another frame: everything in a batch happened at its timestamp. (A batcher that stamped when it sends, not when a message
/// is added, would move messages in time whenever something waits.)
/// </summary>
public sealed class Batcher
{
    /// <summary>The timestamp at the start of each batch: a double, little endian, in seconds of the sender's clock.</summary>
    public const int TimestampSize = sizeof(double);

    // What a burst needed is not kept for ever: a world that was sent to each of a thousand connections when they joined would stay a gigabyte. After so many times that
    // everything was taken, an array of which only a small part was used meanwhile gives way to a smaller one. A few seconds, so that what comes every second finds its room;
    // and not below a size that a moving player needs now and then.
    private const int ResetsPerReview = 256;
    private const int LooseFactor = 4;
    private const int Slack = 2;
    private const int MinBytes = 256;
    private const int KeptBytes = 4 * 1024;

    private readonly int _thresholdBytes;

    // All batches lie one behind the other: [taken ... | closed | closed | open]. So a batch is a slice, and nothing is pooled or copied.
    private readonly Queue<int> _closedEnds = new();
    private byte[] _bytes = [];
    private int _end;
    private int _taken;
    private int _openStart;
    private double _openTimestamp;
    private int _resets;
    private int _mostUsed;

    /// <summary>Makes an empty batcher.</summary>
    /// <param name="thresholdBytes">The size at which a batch is closed; a single message that is longer goes alone into a larger batch.</param>
    public Batcher(int thresholdBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholdBytes, TimestampSize);
        _thresholdBytes = thresholdBytes;
    }

    /// <summary>How many bytes wait to be taken.</summary>
    public int PendingBytes => _end - _taken;

    /// <summary>Whether a short message of this time goes into a batch that has begun already, instead of beginning one.</summary>
    internal bool IsOpenAt(double timestamp) => OpenBytesAt(timestamp) > 0;

    /// <summary>How many bytes of memory are held, used or not.</summary>
    internal int HeldBytes => _bytes.Length;

    /// <summary>The bytes of a message's length.</summary>
    /// <param name="messageSize">The length.</param>
    /// <returns>1 to 5.</returns>
    public static int MessageHeaderSize(int messageSize) => VarIntCoding.Size((uint)messageSize);

    /// <summary>What a batch adds to a message that goes alone.</summary>
    /// <param name="messageSize">The length of the message.</param>
    /// <returns>A size in bytes.</returns>
    public static int MaxMessageOverhead(int messageSize) => TimestampSize + MessageHeaderSize(messageSize);

    /// <summary>Adds a message.</summary>
    /// <param name="message">Id and content. Copied.</param>
    /// <param name="timestamp">The sender's clock in this frame, in seconds.</param>
    public void AddMessage(ReadOnlySpan<byte> message, double timestamp)
    {
        int headerSize = MessageHeaderSize(message.Length);
        Span<byte> room = OpenFor(headerSize + message.Length, timestamp);
        VarIntCoding.Write(room, (uint)message.Length);
        message.CopyTo(room[headerSize..]);
    }

    /// <summary>
    /// Adds messages that stand behind each other as they will in the batch, each behind its length: what many connections get is framed once and copied here in as
    /// large pieces as the threshold allows.
    /// </summary>
    /// <param name="frames">The framed messages. Copied.</param>
    /// <param name="start">Where the first one begins.</param>
    /// <param name="frameEnds">Where each ends, in ascending order.</param>
    /// <param name="timestamp">The sender's clock in this frame, in seconds.</param>
    public void AddFrames(ReadOnlySpan<byte> frames, int start, ReadOnlySpan<int> frameEnds, double timestamp)
    {
        while (!frameEnds.IsEmpty)
        {
            // Who sees many small groups gets many small pieces: usually all of one fits.
            int openBytes = OpenBytesAt(timestamp), whole = frameEnds[^1] - start;
            if (openBytes > 0 && openBytes + (long)whole <= _thresholdBytes)
            {
                frames.Slice(start, whole).CopyTo(Reserve(whole));
                return;
            }

            // What is left of the open batch, or a whole new one if not even the first frame fits there.
            int firstBytes = frameEnds[0] - start;
            int room = _thresholdBytes - (openBytes > 0 && openBytes + firstBytes <= _thresholdBytes ? openBytes : TimestampSize);
            int fitting = Math.Max(1, CountEndsUpTo(frameEnds, start + (long)room));
            int end = frameEnds[fitting - 1];
            frames[start..end].CopyTo(OpenFor(end - start, timestamp));
            start = end;
            frameEnds = frameEnds[fitting..];
        }
    }

    /// <summary>Takes the next batch: closed ones first, then the open one.</summary>
    /// <param name="batch">The batch. Borrowed: valid until the next call.</param>
    /// <returns>False when nothing waits.</returns>
    public bool TryTakeBatch(out ReadOnlySpan<byte> batch)
    {
        if (_taken == _end)
        {
            Reset();
            batch = default;
            return false;
        }

        if (!_closedEnds.TryDequeue(out int end))
        {
            end = _end;
            _openStart = end;       // whatever comes next begins a new batch
        }

        batch = _bytes.AsSpan(_taken, end - _taken);
        _taken = end;
        return true;
    }

    /// <summary>Drops everything that waits.</summary>
    public void Clear()
    {
        _taken = _end;
        Reset();
    }

    // 0 when the next message begins a batch whatever its size.
    private int OpenBytesAt(double timestamp) => timestamp == _openTimestamp ? _end - _openStart : 0;

    private static int CountEndsUpTo(ReadOnlySpan<int> frameEnds, long limit)
    {
        int low = 0, high = frameEnds.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (frameEnds[middle] <= limit) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // Makes room for a message with its length, in the open batch or in a new one. NaN differs from itself, so each NaN begins a batch, as in Mirror.
    private Span<byte> OpenFor(int sizeBytes, double timestamp)
    {
        int openBytes = _end - _openStart;
        if (openBytes > 0 && (timestamp != _openTimestamp || openBytes + sizeBytes > _thresholdBytes))
        {
            _closedEnds.Enqueue(_end);
            _openStart = _end;
            openBytes = 0;
        }

        if (openBytes == 0)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(Reserve(TimestampSize), timestamp);
            _openTimestamp = timestamp;
        }

        return Reserve(sizeBytes);
    }

    private Span<byte> Reserve(int count)
    {
        int end = checked(_end + count);
        if (end > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(Math.Max(end, Math.Max(_bytes.Length * 2L, MinBytes)), Array.MaxLength));
        Span<byte> room = _bytes.AsSpan(_end, count);
        _end = end;
        return room;
    }

    private void Reset()
    {
        Debug.Assert(_taken == _end, "Only an empty batcher starts over.");
        _mostUsed = Math.Max(_mostUsed, _end);
        _closedEnds.Clear();
        _end = _taken = _openStart = 0;
        if (++_resets < ResetsPerReview) return;
        Shrink();
        _resets = 0;
        _mostUsed = 0;
    }

    private void Shrink()
    {
        if (_bytes.Length <= KeptBytes || _bytes.Length <= (long)LooseFactor * _mostUsed) return;
        _bytes = new byte[Math.Max(KeptBytes, BitOperations.RoundUpToPowerOf2((uint)_mostUsed * Slack))];
        _closedEnds.TrimExcess();
    }
}
