using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for resends.</summary>
public class KcpAllocationTests
{
    [Fact]
    public void OverAWireThatLosesATenth() => WarmEcho.OverALossyWire(wire => new KcpTransport { Sockets = wire, TimeProvider = wire.Clock });
}
