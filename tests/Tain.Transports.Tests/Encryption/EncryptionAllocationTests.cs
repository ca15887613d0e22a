using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for packets that are replayed.</summary>
public class EncryptionAllocationTests
{
    [Fact]
    public void OverKcpOnAWireThatLosesAndRepeats() => WarmEcho.OverALossyWire(
        wire => new EncryptionTransport(new KcpTransport { Sockets = wire, TimeProvider = wire.Clock }) { AcceptAnyServer = true },
        repeated: 5,
        check: server => Assert.InRange(((EncryptionServer)server).Counters[EncryptionRefusal.Replay], 1, int.MaxValue));
}
