namespace Tain.Transports;

/// <summary>
/// The outgoing half: messages cut into numbered segments, the window of those under way, and which of them are due again.
/// A segment is found by number in one step, and a flush in which nothing can be due does not walk the window; the bytes are those of the reference, which walks lists.
/// </summary>
internal sealed class KcpSender(KcpSettings settings, KcpSegmentPool pool)
{
    private const int InitialRemoteWindow = 128;
    private const int FastResendLimit = 5;

    private readonly SegmentList _queue = new();
    private readonly SegmentList _inFlight = new();
    private readonly SegmentRing _inFlightByNumber = new();
    private SequenceNumber _next;

    // Nothing under way is due before this moment; null = nothing is under way that was walked.
    private KcpTime? _nothingDueBefore;
    private bool _fastResendPending;
    private KcpTime _progressAt;

    /// <summary>The oldest number not yet acknowledged.</summary>
    public SequenceNumber FirstUnacknowledged { get; private set; }

    public int RemoteWindow { get; set; } = InitialRemoteWindow;

    /// <summary>Segments queued and under way.</summary>
    public int SegmentCount => _queue.Count + _inFlight.Count;

    /// <summary>Payload bytes queued and under way.</summary>
    public int BufferedBytes { get; private set; }

    /// <summary>True once a segment was sent as often as the limit allows.</summary>
    public bool IsLinkDead { get; private set; }

    /// <summary>Resends because time was up; for statistics.</summary>
    public int TimeoutResends { get; private set; }

    /// <summary>Resends because later segments had arrived; for statistics.</summary>
    public int FastResends { get; private set; }

    /// <summary>Queues one message, given in two parts so that a header needs no copy.</summary>
    /// <returns>False when it needs more fragments than the protocol allows.</returns>
    public bool TrySend(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> content)
    {
        int maxPayload = settings.MaxPayloadBytes;
        int total = prefix.Length + content.Length;
        int fragments = total <= maxPayload ? 1 : (total + maxPayload - 1) / maxPayload;
        if (fragments > byte.MaxValue || fragments >= settings.ReceiveWindow) return false;

        for (int after = fragments - 1; after >= 0; after--)
        {
            KcpSegment segment = pool.Rent(Math.Min(maxPayload, prefix.Length + content.Length));
            segment.FragmentsAfter = (byte)after;
            Span<byte> target = segment.Payload;
            ReadOnlySpan<byte> head = prefix[..Math.Min(prefix.Length, target.Length)];
            head.CopyTo(target);
            prefix = prefix[head.Length..];
            target = target[head.Length..];
            content[..target.Length].CopyTo(target);
            content = content[target.Length..];
            _queue.AddLast(segment);
        }
        BufferedBytes += total;
        return true;
    }

    /// <summary>The peer has everything before <paramref name="expected"/>; every segment says so, not only acknowledgements.</summary>
    public void AcknowledgeBefore(SequenceNumber expected, KcpTime now)
    {
        while (_inFlight.First is { } segment && segment.Sequence.IsBefore(expected)) Release(segment);
        MoveFirst(now);
    }

    public void Acknowledge(SequenceNumber sequence, KcpTime now)
    {
        if (sequence.IsBefore(FirstUnacknowledged) || !sequence.IsBefore(_next)) return;
        if (_inFlightByNumber.Find(sequence) is not { } segment) return;
        Release(segment);
        MoveFirst(now);
    }

    /// <summary>A datagram acknowledged <paramref name="newest"/>; what is still missing before it was probably lost.</summary>
    public void CountSkipped(SequenceNumber newest)
    {
        if (!newest.IsBefore(_next)) return;
        for (KcpSegment? segment = _inFlight.First; segment is not null && segment.Sequence.IsBefore(newest); segment = segment.Next)
        {
            segment.SkippedBy++;
            _fastResendPending |= settings.FastResend > 0 && segment.SkippedBy >= settings.FastResend;
        }
    }

    /// <summary>Moves queued segments into the window and writes all that are due.</summary>
    /// <param name="now">The time of this flush.</param>
    /// <param name="template">Our receive window, clock and expected number, the same for all segments of a flush.</param>
    /// <param name="resendTimeoutMs">The wait before the first resend.</param>
    /// <param name="congestion">Limits the window, and learns what had to be resent.</param>
    /// <param name="writer">Where the segments go.</param>
    public void Flush(KcpTime now, KcpSegmentHeader template, int resendTimeoutMs, CongestionWindow congestion, ref KcpPacketWriter writer)
    {
        int window = Math.Min(settings.SendWindow, RemoteWindow);
        if (settings.CongestionControl) window = Math.Min(window, congestion.Segments);

        bool walkAll = _fastResendPending || (_nothingDueBefore is { } moment && now.HasReached(moment));
        KcpSegment? firstNew = FillWindow(window, now);
        bool anyFast = false, anyTimeout = false;
        if (walkAll || _inFlight.Count == 0) _nothingDueBefore = null;
        if (walkAll) _fastResendPending = false;
        for (KcpSegment? segment = walkAll ? _inFlight.First : firstNew; segment is not null; segment = segment.Next)
        {
            switch (WhyDue(segment, now))
            {
                case SendCause.First:
                    segment.ResendTimeoutMs = resendTimeoutMs;
                    segment.ResendAt = now + (resendTimeoutMs + (settings.NoDelay ? 0 : resendTimeoutMs >> 3));
                    Write(segment, template, ref writer);
                    break;
                case SendCause.Timeout:
                    segment.ResendTimeoutMs += settings.NoDelay ? segment.ResendTimeoutMs / 2 : Math.Max(segment.ResendTimeoutMs, resendTimeoutMs);
                    segment.ResendAt = now + segment.ResendTimeoutMs;
                    anyTimeout = true;
                    TimeoutResends++;

                    // It keeps its count, as in the reference: one that was skipped often enough goes out once more with the next flush.
                    _fastResendPending |= IsSkipped(segment);
                    Write(segment, template, ref writer);
                    break;
                case SendCause.Skipped:
                    segment.SkippedBy = 0;
                    segment.ResendAt = now + segment.ResendTimeoutMs;
                    anyFast = true;
                    FastResends++;
                    Write(segment, template, ref writer);
                    break;
            }
            if (_nothingDueBefore is not { } earliest || !segment.ResendAt.HasReached(earliest)) _nothingDueBefore = segment.ResendAt;
        }

        if (anyFast) congestion.ShrinkAfterFastResend(_next - FirstUnacknowledged, settings.FastResend);
        if (anyTimeout) congestion.ShrinkAfterTimeout(window);
        congestion.EnsureOpen();
    }

    /// <summary>True when something is under way and the peer has acknowledged nothing new for <paramref name="limitMs"/>.</summary>
    public bool IsStalled(KcpTime now, int limitMs) => _inFlight.Count > 0 && now - _progressAt >= limitMs;

    public void ClearQueue()
    {
        for (KcpSegment? segment = _queue.First; segment is not null; segment = segment.Next) BufferedBytes -= segment.PayloadBytes;
        _queue.Clear(pool);
    }

    public void Reset(SequenceNumber first)
    {
        _queue.Clear(pool);
        _inFlightByNumber.Forget();
        _inFlight.Clear(pool);
        _next = first;
        FirstUnacknowledged = first;
        _nothingDueBefore = null;
        _fastResendPending = false;
        _progressAt = default;
        RemoteWindow = InitialRemoteWindow;
        BufferedBytes = 0;
        IsLinkDead = false;
        TimeoutResends = 0;
        FastResends = 0;
    }

    private KcpSegment? FillWindow(int window, KcpTime now)
    {
        KcpSegment? firstNew = null;
        SequenceNumber end = FirstUnacknowledged + window;
        while (_queue.First is { } segment && _next.IsBefore(end))
        {
            _queue.Remove(segment);
            segment.Sequence = _next;
            _next = _next.Next;
            if (_inFlight.Count == 0) _progressAt = now;
            _inFlight.AddLast(segment);
            _inFlightByNumber.Add(segment, FirstUnacknowledged);
            firstNew ??= segment;
        }
        return firstNew;
    }

    private SendCause WhyDue(KcpSegment segment, KcpTime now)
    {
        if (segment.Transmissions == 0) return SendCause.First;
        if (now.HasReached(segment.ResendAt)) return SendCause.Timeout;
        return IsSkipped(segment) ? SendCause.Skipped : SendCause.None;
    }

    private bool IsSkipped(KcpSegment segment) =>
        settings.FastResend > 0 && segment.SkippedBy >= settings.FastResend && segment.Transmissions <= FastResendLimit;

    private void Write(KcpSegment segment, in KcpSegmentHeader template, ref KcpPacketWriter writer)
    {
        segment.Transmissions++;
        IsLinkDead |= segment.Transmissions >= settings.MaxTransmissions;
        writer.Write(
            template with
            {
                Command = KcpCommand.Push,
                FragmentsAfter = segment.FragmentsAfter,
                Sequence = segment.Sequence,
                PayloadBytes = segment.PayloadBytes,
            },
            segment.Payload);
    }

    private void Release(KcpSegment segment)
    {
        BufferedBytes -= segment.PayloadBytes;
        _inFlightByNumber.Remove(segment);
        _inFlight.Remove(segment);
        pool.Return(segment);
    }

    private void MoveFirst(KcpTime now)
    {
        SequenceNumber first = _inFlight.First?.Sequence ?? _next;
        if (first == FirstUnacknowledged) return;
        FirstUnacknowledged = first;
        _progressAt = now;
    }

    private enum SendCause : byte
    {
        None,
        First,
        Timeout,
        Skipped,
    }
}
