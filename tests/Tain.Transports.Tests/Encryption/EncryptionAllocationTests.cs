using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>A warm endpoint allocates nothing: not per packet, not per tick, not for packets that are replayed.</summary>
public class EncryptionAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void OverKcpOnAWireThatLosesAndRepeats(int seed) => WarmEcho.OverALossyWire(
        wire => new EncryptionTransport(new KcpTransport { Sockets = wire, TimeProvider = wire.Clock }) { AcceptAnyServer = true },
        seed,
        repeated: 5,
        check: server => Assert.InRange(((EncryptionServer)server).Counters[EncryptionRefusal.Replay], 1, int.MaxValue));
}
