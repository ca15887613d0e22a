using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.Shared;

/// <summary>The contract of all transports, for one world on a shared port with its thread, over the system's sockets on loopback.</summary>
public class SharedKcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private readonly SharedTransport _shared = new(new KcpTransport { Port = 0, DualMode = false, TimeoutMs = 5_000 })
        {
            TickMs = 1,
            MaxReceiveQueueBytesPerWorld = 8 * 1024 * 1024,
            MaxReceiveQueueBytesPerConnection = 8 * 1024 * 1024,
            MaxSendQueueBytesPerWorld = 4 * 1024 * 1024,
        };

        public Subject() => Transport = _shared.For("world");

        public override Transport Transport { get; }

        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port), Connect);

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"kcp://127.0.0.1:{server.Uri.Port}"));

        // Port 9 is "discard": nothing listens there on a machine made for tests.
        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"kcp://{IPAddress.Loopback}:9"));

        protected override void Dispose(bool disposing) => _shared.Dispose();
    }
}
