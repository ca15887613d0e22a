namespace Tain.Transports.Kcp;

/// <summary>
/// The algorithm of docs/mirror/transports.md, section 2.9, word for word: lists that are walked in every flush, and nothing remembered that could be looked at. It knows payloads by their length
/// only, and messages of one segment when it receives. What it would send is written down as text.
/// </summary>
internal sealed class LiteralCore(KcpSettings settings, uint first)
{
    private readonly List<LiteralSegment> _queue = [];
    private readonly List<LiteralSegment> _inFlight = [];
    private readonly Dictionary<uint, int> _early = [];
    private readonly Queue<int> _inOrder = new();
    private readonly List<(uint Sequence, uint Timestamp)> _acknowledgements = [];
    private readonly LiteralWindow _congestion = new(settings.MaxPayloadBytes, settings.FastResend);
    private int _remoteWindow = 128;
    private int _smoothed;
    private int _deviation;
    private int _resendTimeout = 200;
    private uint _now;
    private uint _flushAt;
    private uint _probeAt;
    private int _probeWait;
    private bool _isStarted;
    private bool _mustTell;
    private int _usedBytes;

    /// <summary>The segments of the last update, a bar before each datagram.</summary>
    public List<string> Sent { get; } = [];

    public uint FirstUnacknowledged { get; private set; } = first;

    public uint Next { get; private set; } = first;

    public uint Expected { get; private set; } = first;

    public int Readable => _inOrder.Count;

    public void Send(int bytes)
    {
        int fragments = Math.Max(1, (bytes + settings.MaxPayloadBytes - 1) / settings.MaxPayloadBytes);
        for (int after = fragments - 1; after >= 0; after--)
        {
            int part = Math.Min(bytes, settings.MaxPayloadBytes);
            bytes -= part;
            _queue.Add(new LiteralSegment { Bytes = part, After = after });
        }
    }

    public int Receive()
    {
        bool wasFull = _inOrder.Count >= settings.ReceiveWindow;
        int bytes = _inOrder.Dequeue();
        MoveInOrder();
        _mustTell |= wasFull && _inOrder.Count < settings.ReceiveWindow;
        return bytes;
    }

    public void Input(IEnumerable<KcpSegmentHeader> datagram)
    {
        uint before = FirstUnacknowledged;
        uint? newest = null;
        foreach (KcpSegmentHeader header in datagram)
        {
            uint number = header.Sequence.Value, clock = header.Timestamp.Milliseconds;
            _remoteWindow = header.Window;
            _inFlight.RemoveAll(segment => Distance(segment.Sequence, header.Expected.Value) < 0);
            MoveFirst();
            if (header.Command == KcpCommand.AskWindow) _mustTell = true;
            if (header.Command == KcpCommand.Push) Push(number, clock, header.PayloadBytes);
            if (header.Command != KcpCommand.Acknowledge) continue;
            Measure(Distance(_now, clock));
            if (IsInFlight(number)) _inFlight.RemoveAll(segment => segment.Sequence == number);
            MoveFirst();
            if (newest is not { } known || Distance(number, known) > 0) newest = number;
        }
        if (newest is { } last && IsInFlight(last))
        {
            foreach (LiteralSegment segment in _inFlight.Where(segment => Distance(segment.Sequence, last) < 0)) segment.SkippedBy++;
        }
        if (Distance(FirstUnacknowledged, before) > 0) _congestion.Grow(_remoteWindow);
    }

    public void Update(uint now)
    {
        Sent.Clear();
        _now = now;
        if (!_isStarted) _flushAt = now;
        _isStarted = true;
        if (Math.Abs(Distance(now, _flushAt)) >= 10_000) _flushAt = now;
        if (Distance(now, _flushAt) < 0) return;
        _flushAt += (uint)settings.IntervalMs;
        if (Distance(now, _flushAt) >= 0) _flushAt = now + (uint)settings.IntervalMs;
        Flush();
    }

    private static int Distance(uint left, uint right) => (int)(left - right);

    private bool IsInFlight(uint number) => Distance(number, FirstUnacknowledged) >= 0 && Distance(number, Next) < 0;

    private void MoveFirst() => FirstUnacknowledged = _inFlight.Count > 0 ? _inFlight[0].Sequence : Next;

    private void Push(uint number, uint clock, int bytes)
    {
        if (Distance(number, Expected + (uint)settings.ReceiveWindow) >= 0) return;
        _acknowledgements.Add((number, clock));
        if (Distance(number, Expected) < 0) return;
        _early.TryAdd(number, bytes);
        MoveInOrder();
    }

    private void MoveInOrder()
    {
        while (_inOrder.Count < settings.ReceiveWindow && _early.Remove(Expected, out int bytes))
        {
            _inOrder.Enqueue(bytes);
            Expected++;
        }
    }

    private void Measure(int roundTrip)
    {
        if (roundTrip < 0) return;
        if (_smoothed == 0)
        {
            _smoothed = roundTrip;
            _deviation = roundTrip / 2;
        }
        else
        {
            _deviation = (3 * _deviation + Math.Abs(roundTrip - _smoothed)) / 4;
            _smoothed = Math.Max(1, (7 * _smoothed + roundTrip) / 8);
        }
        _resendTimeout = Math.Clamp(_smoothed + Math.Max(settings.IntervalMs, 4 * _deviation), settings.NoDelay ? 30 : 100, 60_000);
    }

    private void Flush()
    {
        _usedBytes = 0;
        uint clock = 0, number = 0;
        foreach ((uint sequence, uint timestamp) in _acknowledgements)
        {
            (clock, number) = (timestamp, sequence);
            Write(KcpCommand.Acknowledge, 0, clock, number, 0);
        }
        _acknowledgements.Clear();
        if (IsProbeDue()) Write(KcpCommand.AskWindow, 0, clock, number, 0);
        if (_mustTell) Write(KcpCommand.TellWindow, 0, clock, number, 0);
        _mustTell = false;

        int window = Math.Min(settings.SendWindow, _remoteWindow);
        if (settings.CongestionControl) window = Math.Min(window, _congestion.Segments);
        while (_queue.Count > 0 && Distance(Next, FirstUnacknowledged + (uint)window) < 0)
        {
            _queue[0].Sequence = Next++;
            _inFlight.Add(_queue[0]);
            _queue.RemoveAt(0);
        }
        bool wasSkipped = false, wasLost = false;
        foreach (LiteralSegment segment in _inFlight)
        {
            if (IsDue(segment, ref wasSkipped, ref wasLost)) Write(KcpCommand.Push, segment.After, _now, segment.Sequence, segment.Bytes);
        }
        _congestion.EndFlush(wasSkipped, wasLost, Distance(Next, FirstUnacknowledged), window);
    }

    private bool IsProbeDue()
    {
        if (_remoteWindow != 0)
        {
            _probeWait = 0;
            return false;
        }
        bool isFirst = _probeWait == 0;
        if (!isFirst && Distance(_now, _probeAt) < 0) return false;
        _probeWait = isFirst ? 7_000 : Math.Min(120_000, _probeWait + _probeWait / 2);
        _probeAt = _now + (uint)_probeWait;
        return !isFirst;
    }

    private bool IsDue(LiteralSegment segment, ref bool wasSkipped, ref bool wasLost)
    {
        if (segment.Transmissions == 0)
        {
            segment.Timeout = _resendTimeout;
            segment.ResendAt = _now + (uint)(_resendTimeout + (settings.NoDelay ? 0 : _resendTimeout / 8));
        }
        else if (Distance(_now, segment.ResendAt) >= 0)
        {
            segment.Timeout += settings.NoDelay ? segment.Timeout / 2 : Math.Max(segment.Timeout, _resendTimeout);
            segment.ResendAt = _now + (uint)segment.Timeout;
            wasLost = true;
        }
        else if (settings.FastResend > 0 && segment.SkippedBy >= settings.FastResend && segment.Transmissions <= 5)
        {
            segment.SkippedBy = 0;
            segment.ResendAt = _now + (uint)segment.Timeout;
            wasSkipped = true;
        }
        else
        {
            return false;
        }
        segment.Transmissions++;
        return true;
    }

    private void Write(KcpCommand command, int after, uint clock, uint number, int bytes)
    {
        int size = KcpSegmentHeader.SizeBytes + bytes;
        if (_usedBytes == 0 || _usedBytes + size > settings.SegmentRoomBytes)
        {
            Sent.Add("|");
            _usedBytes = 0;
        }
        _usedBytes += size;
        int window = Math.Max(0, settings.ReceiveWindow - _inOrder.Count);
        var header = new KcpSegmentHeader(command, (byte)after, (ushort)window, new KcpTime(clock), new SequenceNumber(number), new SequenceNumber(Expected), bytes);
        Sent.Add(header.ToString());
    }
}
