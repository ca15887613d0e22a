using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for resends.</summary>
public class LiteNetAllocationTests
{
    [Fact]
    public void OverAWireThatLosesATenth() => WarmEcho.OverALossyWire(wire => new LiteNetLibTransport { Sockets = wire, TimeProvider = wire.Clock });
}
