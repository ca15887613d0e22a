namespace Tain.Transports;

/// <summary>
/// The incoming half: puts segments in order, keeps those that came too early, and hands out whole messages.
/// It holds at most two windows of segments. A peer whose fragments do not count down is marked as breaking the protocol,
/// because a message that can never be complete would block everything behind it for good.
/// </summary>
internal sealed class KcpReceiver(KcpSettings settings, KcpSegmentPool pool)
{
    private readonly SegmentList _inOrder = new();
    private readonly SegmentRing _early = new();
    private int _completeMessages;
    private int _fragmentsDue;

    /// <summary>When something came last that had been missing.</summary>
    public KcpTime ProgressAt { get; private set; }

    /// <summary>The next number that is missing; everything before it has arrived.</summary>
    public SequenceNumber Expected { get; private set; }

    public AckList Acknowledgements { get; } = new(2 * settings.ReceiveWindow);

    /// <summary>Set when our window opened again or the peer asked for it; the next flush tells.</summary>
    public bool MustTellWindow { get; set; }

    /// <summary>True once fragments came that cannot belong to one message.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Segments held, in order and early.</summary>
    public int SegmentCount => _inOrder.Count + _early.Count;

    /// <summary>Payload bytes held, in order and early.</summary>
    public int BufferedBytes { get; private set; }

    /// <summary>Free window as it travels in every header, cut to its 16 bits as in the reference.</summary>
    public ushort FreeWindow => (ushort)Math.Max(0, settings.ReceiveWindow - _inOrder.Count);

    /// <summary>The size of the next whole message; -1 when there is none.</summary>
    public int NextMessageBytes
    {
        get
        {
            if (_completeMessages == 0) return -1;
            int total = 0;
            for (KcpSegment? segment = _inOrder.First; segment is not null; segment = segment.Next)
            {
                total += segment.PayloadBytes;
                if (segment.FragmentsAfter == 0) break;
            }
            return total;
        }
    }

    public void Accept(in KcpSegmentHeader header, ReadOnlySpan<byte> payload, KcpTime now)
    {
        if (!header.Sequence.IsBefore(Expected + settings.ReceiveWindow) || payload.Length > settings.MaxPayloadBytes) return;
        Acknowledgements.Add(header.Sequence, header.Timestamp);
        if (header.Sequence.IsBefore(Expected) || _early.Find(header.Sequence) is not null) return;

        KcpSegment segment = pool.Rent(payload.Length);
        payload.CopyTo(segment.Payload);
        segment.Sequence = header.Sequence;
        segment.FragmentsAfter = header.FragmentsAfter;
        if (_early.Count == 0 && _fragmentsDue == 0) ProgressAt = now;
        _early.Add(segment, Expected);
        BufferedBytes += segment.PayloadBytes;
        MoveInOrder(now);
    }

    /// <summary>Takes the next whole message out.</summary>
    /// <param name="target">Exactly <see cref="NextMessageBytes"/> long.</param>
    /// <param name="now">The current time.</param>
    public void Take(Span<byte> target, KcpTime now)
    {
        bool wasFull = _inOrder.Count >= settings.ReceiveWindow;
        byte after;
        do
        {
            KcpSegment segment = _inOrder.First!;
            after = segment.FragmentsAfter;
            segment.Payload.CopyTo(target);
            target = target[segment.PayloadBytes..];
            BufferedBytes -= segment.PayloadBytes;
            _inOrder.Remove(segment);
            pool.Return(segment);
        }
        while (after != 0);
        _completeMessages--;
        MoveInOrder(now);
        if (wasFull && _inOrder.Count < settings.ReceiveWindow) MustTellWindow = true;
    }

    /// <summary>True when a message has begun or segments wait for an earlier one, and nothing came to continue it for <paramref name="limitMs"/>.</summary>
    public bool IsStalled(KcpTime now, int limitMs)
    {
        bool waiting = _fragmentsDue > 0 || _early.Count > 0;
        bool readerIsSlow = _inOrder.Count >= settings.ReceiveWindow;
        return waiting && !readerIsSlow && now - ProgressAt >= limitMs;
    }

    public void Reset(SequenceNumber first)
    {
        _inOrder.Clear(pool);
        _early.Clear(pool);
        Acknowledgements.Reset();
        BufferedBytes = 0;
        _completeMessages = 0;
        _fragmentsDue = 0;
        ProgressAt = default;
        Expected = first;
        MustTellWindow = false;
        IsBroken = false;
    }

    private void MoveInOrder(KcpTime now)
    {
        while (_inOrder.Count < settings.ReceiveWindow && _early.Find(Expected) is { } segment)
        {
            _early.Remove(segment);
            _inOrder.AddLast(segment);
            Expected = Expected.Next;
            ProgressAt = now;
            CheckFragments(segment.FragmentsAfter);
        }
    }

    private void CheckFragments(byte after)
    {
        bool continues = _fragmentsDue > 0;
        int most = Math.Min(KcpSettings.MaxFragments, settings.ReceiveWindow) - 1;
        IsBroken |= continues ? after != _fragmentsDue - 1 : after > most;
        _fragmentsDue = after;
        if (after == 0) _completeMessages++;
    }
}
