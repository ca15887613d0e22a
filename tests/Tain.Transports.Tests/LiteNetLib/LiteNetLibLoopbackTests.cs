using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.LiteNetLib;

/// <summary>The contract of all transports, over the system's UDP sockets on loopback and the system's clock.</summary>
public class LiteNetLibLoopbackTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        public override Transport Transport { get; } = new LiteNetLibTransport { Port = 0, DualMode = false };

        public override ForeignPeers Foreign =>
            LiteNetForeignPeers.Create(UdpSocketFactory.Instance, TimeProvider.System, static server => new IPEndPoint(IPAddress.Loopback, server.Uri.Port), Connect);

        // Port 0 gives each server a port of its own.
        public override bool AddressIsExclusive => false;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect(new Uri($"litenet://127.0.0.1:{server.Uri.Port}"));

        // Port 9 is "discard": nothing listens there on a machine made for tests.
        public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"litenet://{IPAddress.Loopback}:9"));
    }
}
