namespace Tain.Transports;

/// <summary>
/// A moment on a peer's own clock: milliseconds since the peer was made, as they travel in segments. It wraps after 49.7 days,
/// so only moments less than half of that apart can be compared.
/// </summary>
internal readonly record struct KcpTime(uint Milliseconds)
{
    public bool HasReached(KcpTime moment) => (int)(Milliseconds - moment.Milliseconds) >= 0;

    public static KcpTime operator +(KcpTime time, int milliseconds) => new(time.Milliseconds + (uint)milliseconds);

    /// <summary>Milliseconds from <paramref name="right"/> to <paramref name="left"/>; negative when right is later.</summary>
    public static int operator -(KcpTime left, KcpTime right) => (int)(left.Milliseconds - right.Milliseconds);
}
