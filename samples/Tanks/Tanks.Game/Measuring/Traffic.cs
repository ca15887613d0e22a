namespace Tanks;

/// <summary>What went over a wire: bytes of packets as the game made them, without the headers of the protocols below. Counted by one thread, read by any.</summary>
public sealed class Traffic
{
    private long _bytesIn;
    private long _bytesOut;

    /// <summary>Received so far.</summary>
    public long BytesIn => Interlocked.Read(ref _bytesIn);

    /// <summary>Sent so far.</summary>
    public long BytesOut => Interlocked.Read(ref _bytesOut);

    /// <summary>A packet came in.</summary>
    public void Received(int bytes) => Interlocked.Add(ref _bytesIn, bytes);

    /// <summary>A packet went out.</summary>
    public void Sent(int bytes) => Interlocked.Add(ref _bytesOut, bytes);
}
