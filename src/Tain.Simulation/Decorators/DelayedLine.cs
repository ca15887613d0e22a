namespace Tain.Simulation;

/// <summary>One connection of an endpoint on a simulated line. An object, not an id: an id may live again while packets of its former owner are still held back.</summary>
internal sealed class DelayedLine(int connectionId, SimulatedRandom random)
{
    public int ConnectionId { get; } = connectionId;

    public LinkModel Model { get; } = new(random);

    public int HeldBackBytes { get; set; }

    public bool IsClosed { get; set; }
}
