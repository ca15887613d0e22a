using Tain.Transports;

namespace Tain.Simulation;

/// <summary>One connection of an endpoint on a simulated line, with the state of that line.</summary>
internal sealed class SimulatedLine(int connectionId, SimulatedRandom random) : DelayedLine(connectionId)
{
    public LinkModel Model { get; } = new(random);
}
