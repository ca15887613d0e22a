using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Kcp;

/// <summary>The contract of all transports, over the system's UDP sockets on loopback and the system's clock.</summary>
public class KcpLoopbackTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject(dualMode: false);

    private sealed class Subject(bool dualMode) : TransportSubject
    {
        public override Transport Transport { get; } = new KcpTransport { Port = 0, DualMode = dualMode, TimeoutMs = 5_000 };

        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port), Connect);

        // Port 0 gives each server a port of its own.
        public override bool AddressIsExclusive => false;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"kcp://127.0.0.1:{server.Uri.Port}"));

        // Port 9 is "discard": nothing listens there on a machine made for tests.
        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"kcp://{IPAddress.Loopback}:9"));
    }
}
