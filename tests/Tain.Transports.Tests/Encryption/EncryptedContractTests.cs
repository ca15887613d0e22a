using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>An encrypted line keeps every promise of a transport: in memory, over KCP on a wire with a manual clock, and over the system's UDP and TCP sockets.</summary>
public sealed class EncryptedContractTests : TransportContract
{
    protected override TransportSubject CreateSubject()
    {
        var clock = new ManualClock();
        return new EncryptedSubject(new MemoryTransport { TimeProvider = clock, MaxQueuedBytes = 1024 * 1024 }, clock.AdvanceMs, 1, () => clock.NowMs) { Connects = client => client.Connect("localhost") };
    }
}

public sealed class EncryptedKcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject()
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var kcp = new KcpTransport { Sockets = wire, TimeProvider = wire.Clock };
        return new EncryptedSubject(kcp, step => wire.AdvanceMs((int)step), 10, () => wire.Clock.NowMs) { Connects = client => client.Connect("10.0.0.1") };
    }
}

public sealed class EncryptedKcpLoopbackTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new EncryptedSubject(new KcpTransport { Port = 0, DualMode = false, TimeoutMs = 5_000 })
    {
        Connects = client => client.Connect(new Uri("kcp://127.0.0.1:9")),
        ConnectsTo = (client, server) => client.Connect(new Uri($"kcp://127.0.0.1:{server.Uri.Port}")),
    };
}

public sealed class EncryptedTcpLoopbackTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new EncryptedSubject(new TcpTransport { Port = 0, MaxReceiveQueueBytes = 64 * 1024, MaxSendQueueBytes = 1024 * 1024 }, isStream: true)
    {
        Connects = client => client.Connect(new Uri("tcp4://127.0.0.1:1")),
        ConnectsTo = (client, server) => client.Connect(new Uri($"tcp4://127.0.0.1:{server.Uri.Port}")),
    };
}
