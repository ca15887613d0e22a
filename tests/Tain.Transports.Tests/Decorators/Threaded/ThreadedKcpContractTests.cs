using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>The contract of all transports, with real threads over the system's sockets on loopback.</summary>
public class ThreadedKcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        public override Transport Transport { get; } = new ThreadedTransport(new KcpTransport { Port = 0, DualMode = false, TimeoutMs = 5_000 })
        {
            TickMs = 1,
            MaxReceiveQueueBytes = 1024 * 1024,
            MaxSendQueueBytes = 4 * 1024 * 1024,
        };

        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port), Connect);

        // Port 0 gives each server a port of its own.
        public override bool AddressIsExclusive => false;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"kcp://127.0.0.1:{server.Uri.Port}"));

        // Port 9 is "discard": nothing listens there on a machine made for tests.
        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"kcp://{IPAddress.Loopback}:9"));
    }
}
