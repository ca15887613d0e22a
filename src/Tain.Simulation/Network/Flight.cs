namespace Tain.Simulation;

/// <summary>A datagram under way, or waiting in a socket. Pooled: it belongs to the queue that rented it, until it is returned there.</summary>
internal sealed class Flight
{
    private byte[] _buffer = [];

    public SimulatedAddress From { get; set; }

    public SimulatedAddress To { get; set; }

    public SimulatedLink Link { get; set; } = null!;

    /// <summary>Not a datagram, but the news for its sender that nobody listened at its destination.</summary>
    public bool IsUnreachableNotice { get; set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    public void Fill(ReadOnlySpan<byte> datagram)
    {
        if (_buffer.Length < datagram.Length) _buffer = new byte[int.Max(datagram.Length, 256)];
        datagram.CopyTo(_buffer);
        Length = datagram.Length;
    }
}
