namespace Tain.Transports;

/// <summary>One connection of an endpoint whose packets are held back. An object, not an id: an id may live again while packets of its former owner still wait.</summary>
internal class DelayedLine(int connectionId)
{
    public int ConnectionId { get; } = connectionId;

    public int HeldBackBytes { get; set; }

    public bool IsClosed { get; set; }
}
