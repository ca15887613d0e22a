namespace Tain.Transports;

/// <summary>
/// The reliability core: datagrams and the time go in, datagrams and whole messages come out. It owns only the order in which its parts are asked.
/// It behaves as kcp2k's core byte for byte and millisecond for millisecond, which is why "now" in an input is the time of the last update, not of arrival:
/// round trips are measured so, and resends follow from them.
/// </summary>
internal sealed class KcpCore(KcpSettings settings, KcpSegmentPool pool, IKcpOutput output)
{
    private readonly KcpSender _sender = new(settings, pool);
    private readonly KcpReceiver _receiver = new(settings, pool);
    private readonly RoundTripEstimator _roundTrip = new(settings.NoDelay, settings.IntervalMs, settings.TimeoutMs);
    private readonly CongestionWindow _congestion = new(settings.MaxPayloadBytes);
    private readonly WindowProbe _probe = new();
    private readonly FlushSchedule _schedule = new(settings.IntervalMs);
    private KcpTime _now;

    public KcpSender Sender => _sender;

    public KcpReceiver Receiver => _receiver;

    public RoundTripEstimator RoundTrip => _roundTrip;

    public CongestionWindow Congestion => _congestion;

    /// <summary>All segments held for sending and receiving.</summary>
    public int SegmentCount => _sender.SegmentCount + _receiver.SegmentCount;

    /// <summary>About what this connection takes of the pool, in bytes: payloads, and for each segment what the smallest one takes.</summary>
    public long HeldBytes => (long)_sender.BufferedBytes + _receiver.BufferedBytes + ((long)SegmentCount * KcpSegmentPool.SmallBytes);

    public bool TrySend(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> content) => _sender.TrySend(prefix, content);

    /// <summary>Takes a datagram's segments.</summary>
    /// <returns>What was wrong with the first bad segment; those before it were applied.</returns>
    public KcpInputResult Input(ReadOnlySpan<byte> segments)
    {
        if (segments.Length < KcpSegmentHeader.SizeBytes) return KcpInputResult.TooShort;
        SequenceNumber firstBefore = _sender.FirstUnacknowledged;
        SequenceNumber? newestAcknowledged = null;
        while (segments.Length >= KcpSegmentHeader.SizeBytes)
        {
            KcpInputResult result = KcpSegmentHeader.TryRead(segments, out KcpSegmentHeader header);
            if (result != KcpInputResult.None) return result;
            Apply(header, segments.Slice(KcpSegmentHeader.SizeBytes, header.PayloadBytes), ref newestAcknowledged);
            segments = segments[(KcpSegmentHeader.SizeBytes + header.PayloadBytes)..];
        }
        if (newestAcknowledged is { } newest) _sender.CountSkipped(newest);
        if (firstBefore.IsBefore(_sender.FirstUnacknowledged)) _congestion.Grow(_sender.RemoteWindow);
        return KcpInputResult.None;
    }

    /// <summary>Takes the next whole message; <paramref name="target"/> is <see cref="KcpReceiver.NextMessageBytes"/> long.</summary>
    public void Receive(Span<byte> target) => _receiver.Take(target, _now);

    /// <summary>Moves the clock and flushes if it is time.</summary>
    /// <param name="now">The peer's clock.</param>
    /// <param name="buffer">Scratch memory for one datagram, headroom included.</param>
    /// <param name="headroomBytes">Bytes left free at the start of each datagram.</param>
    public void Update(KcpTime now, Span<byte> buffer, int headroomBytes)
    {
        _now = now;
        if (_schedule.IsDue(now)) Flush(buffer, headroomBytes);
    }

    /// <summary>Back to the first moment, with all segments returned, so that the object serves the next peer.</summary>
    public void Reset() => Reset(default);

    /// <summary>As <see cref="Reset()"/>, but numbering starts elsewhere: for tests of the wrap-around.</summary>
    public void Reset(SequenceNumber first)
    {
        _sender.Reset(first);
        _receiver.Reset(first);
        _roundTrip.Reset();
        _congestion.Reset();
        _probe.Reset();
        _schedule.Reset();
        _now = default;
    }

    private void Apply(in KcpSegmentHeader header, ReadOnlySpan<byte> payload, ref SequenceNumber? newestAcknowledged)
    {
        _sender.RemoteWindow = header.Window;
        _sender.AcknowledgeBefore(header.Expected, _now);
        switch (header.Command)
        {
            case KcpCommand.Acknowledge:
                _roundTrip.Sample(_now - header.Timestamp);
                _sender.Acknowledge(header.Sequence, _now);
                if (newestAcknowledged is not { } newest || newest.IsBefore(header.Sequence)) newestAcknowledged = header.Sequence;
                break;
            case KcpCommand.Push:
                _receiver.Accept(header, payload, _now);
                break;
            case KcpCommand.AskWindow:
                _receiver.MustTellWindow = true;
                break;
        }
    }

    private void Flush(Span<byte> buffer, int headroomBytes)
    {
        var writer = new KcpPacketWriter(buffer, headroomBytes, output);
        var header = new KcpSegmentHeader(KcpCommand.Acknowledge, 0, _receiver.FreeWindow, default, default, _receiver.Expected, 0);
        AckList acknowledgements = _receiver.Acknowledgements;
        for (int i = 0; i < acknowledgements.Count; i++)
        {
            header = header with { Sequence = acknowledgements[i].Sequence, Timestamp = acknowledgements[i].Timestamp };
            writer.Write(header, []);
        }
        acknowledgements.Clear();

        // Both repeat the number and clock of the last acknowledgement, as the reference's do; receivers ignore them.
        if (_probe.IsDue(_sender.RemoteWindow, _now)) writer.Write(header with { Command = KcpCommand.AskWindow }, []);
        if (_receiver.MustTellWindow) writer.Write(header with { Command = KcpCommand.TellWindow }, []);
        _receiver.MustTellWindow = false;

        _sender.Flush(_now, header with { Timestamp = _now }, _roundTrip.ResendTimeoutMs, _congestion, ref writer);
        writer.Complete();
    }
}
