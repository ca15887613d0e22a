using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for resends.</summary>
public class LiteNetAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void OverAWireThatLosesATenth(int seed) => WarmEcho.OverALossyWire(wire => new LiteNetLibTransport { Sockets = wire, TimeProvider = wire.Clock }, seed);
}
