using System.Runtime.CompilerServices;

namespace Tain.Transports;

/// <summary>
/// The stream under a WebSocket, which stops reading for a moment when a peer sends much that carries no packet: Pings (each is answered), Pongs, empty fragments (W-08).
/// Packets are held back by their own queue and cost nothing here. Used by the one loop that reads.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="time">The clock.</param>
/// <param name="onThrottled">Called each time when reading has to wait.</param>
internal sealed class ThrottledStream(Stream inner, TimeProvider time, Action onThrottled) : Stream
{
    /// <summary>What a peer may send at once beyond packets, in bytes: hundreds of the longest Pings.</summary>
    public const int BurstBytes = 64 * 1024;

    /// <summary>What it may send beyond packets for long: one hundred of the longest Pings per second.</summary>
    public const int BytesPerSecond = 16 * 1024;

    private const int LongestHeaderBytes = 14;

    // A WebSocket that gives up disposes its stream, and that alone wakes no read that is under way in Kestrel.
    private readonly CancellationTokenSource _disposal = new();
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private double _allowance = BurstBytes;     // every byte read is taken from it, and those of packets come back when the receive ends
    private long _refilledAt = time.GetTimestamp();
    private int _expected;                      // at most so much comes back

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A receive begins that ends when so many bytes of a packet are there, or fewer.</summary>
    public void BeginReceive(int expectedBytes) => _expected = expectedBytes;

    /// <summary>It has ended: the packet's bytes and their header cost nothing. What was read ahead for later packets comes back with them.</summary>
    public void EndReceive(int packetBytes) => _allowance = Math.Min(BurstBytes, _allowance + packetBytes + (packetBytes > 0 ? LongestHeaderBytes : 0));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]   // once or more per packet
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsOverdrawn()) await WaitAsync().ConfigureAwait(false);
        int count = await inner.ReadAsync(buffer, cancellationToken.CanBeCanceled ? cancellationToken : _disposal.Token).ConfigureAwait(false);
        _allowance -= count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A WebSocket reads asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A WebSocket writes asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposal.Cancel();   // not disposed: it holds no handle, and a read may still look at its token
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool IsOverdrawn() => _allowance + _expected < 0;

    private async ValueTask WaitAsync()
    {
        Refill();
        if (!IsOverdrawn()) return;
        onThrottled();
        while (IsOverdrawn())
        {
            await Task.Delay(Pause, time, _disposal.Token).ConfigureAwait(false);
            Refill();
        }
    }

    private void Refill()
    {
        long now = time.GetTimestamp();
        _allowance = Math.Min(BurstBytes, _allowance + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * BytesPerSecond));
        _refilledAt = now;
    }
}
