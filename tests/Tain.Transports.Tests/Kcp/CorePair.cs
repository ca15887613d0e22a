using System.Diagnostics.CodeAnalysis;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>Two reliability cores on a link of 20 ms that loses what the test says, in steps of 10 ms.</summary>
internal sealed class CorePair : IDisposable
{
    private const int StepMs = 10;
    private const int DelayMs = 20;
    private readonly byte[] _buffer;
    private readonly PriorityQueue<(KcpCore To, byte[] Bytes), (long Due, long Order)> _underWay = new();
    private readonly ManualClock _clock = new();
    private readonly uint _startMs;
    private Random _random = new(0);
    private long _order;

    public CorePair(KcpSettings settings, SequenceNumber first, uint startMs)
    {
        _startMs = startMs;
        _buffer = new byte[settings.SegmentRoomBytes];
        Pool = new KcpSegmentPool(settings.MaxPayloadBytes);
        A = new KcpCore(settings, Pool, new Direction(this, () => B!));
        B = new KcpCore(settings, Pool, new Direction(this, () => A));
        A.Reset(first);
        B.Reset(first);
    }

    public KcpSegmentPool Pool { get; }

    public KcpCore A { get; }

    public KcpCore B { get; }

    public long NowMs => _clock.NowMs;

    public int LossPercent { get; set; }

    public int Seed
    {
        init => _random = new Random(value);
    }

    /// <summary>Decides by a datagram's first segment whether it is lost.</summary>
    public Func<KcpSegmentHeader, bool>? Loses { get; init; }

    public Action<KcpSegmentHeader>? OnPush { get; set; }

    public void Step()
    {
        while (_underWay.TryPeek(out var datagram, out var due) && due.Due <= NowMs)
        {
            _underWay.Dequeue();
            Assert.Equal(KcpInputResult.None, datagram.To.Input(datagram.Bytes));
        }
        A.Update(new KcpTime(_startMs + (uint)NowMs), _buffer, 0);
        B.Update(new KcpTime(_startMs + (uint)NowMs), _buffer, 0);
        _clock.AdvanceMs(StepMs);
    }

    public void Run(int milliseconds)
    {
        for (int ms = 0; ms < milliseconds; ms += StepMs) Step();
    }

    public bool TryReceiveAtB([NotNullWhen(true)] out byte[]? message)
    {
        message = null;
        if (B.Receiver.NextMessageBytes < 0) return false;
        message = new byte[B.Receiver.NextMessageBytes];
        B.Receive(message);
        return true;
    }

    public void Dispose()
    {
        A.Reset();
        B.Reset();
        Assert.Equal(0, Pool.Rented);
    }

    private void Send(KcpCore to, ReadOnlySpan<byte> datagram)
    {
        Assert.Equal(KcpInputResult.None, KcpSegmentHeader.TryRead(datagram, out KcpSegmentHeader header));
        if (header.Command == KcpCommand.Push) OnPush?.Invoke(header);
        if (_random.Next(100) < LossPercent || Loses?.Invoke(header) == true) return;
        int jitter = LossPercent > 0 ? _random.Next(40) : 0;
        _underWay.Enqueue((to, datagram.ToArray()), (NowMs + DelayMs + jitter, _order++));
    }

    private sealed class Direction(CorePair pair, Func<KcpCore> to) : IKcpOutput
    {
        void IKcpOutput.Output(Span<byte> datagram) => pair.Send(to(), datagram);
    }
}
