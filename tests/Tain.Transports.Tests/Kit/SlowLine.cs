namespace Tain.Transports.Kit;

/// <summary>
/// A script for a <see cref="Wire"/>: each direction carries so many bytes per millisecond, and what does not fit into the router's queue is lost, as on a real line.
/// </summary>
public sealed class SlowLine(ManualClock clock, System.Net.SocketAddress server, int bytesPerMs, int queueBytes)
{
    // When the router will have sent everything it holds, to the server and from it, in bytes since the start.
    private readonly double[] _freeAtMs = new double[2];

    public int Lost { get; private set; }

    public Fate Transmit(WireDatagram datagram)
    {
        ref double freeAt = ref _freeAtMs[DatagramAddress.Comparer.Equals(datagram.From, server) ? 1 : 0];
        double now = clock.NowMs;
        freeAt = Math.Max(freeAt, now);
        if ((freeAt - now) * bytesPerMs > queueBytes)
        {
            Lost++;
            return Fate.Lost;
        }
        freeAt += (double)datagram.Bytes.Length / bytesPerMs;
        return new Fate(1, (int)(freeAt - now));
    }
}
