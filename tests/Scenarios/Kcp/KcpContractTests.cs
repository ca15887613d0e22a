using System.Net;
using Tain.Simulation;
using Tain.Transports;
using Tain.Transports.Contract;

namespace Tain.Scenarios.Kcp;

/// <summary>KcpTransport keeps every promise of a transport on the simulated network, without a change to it.</summary>
public class KcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private readonly SimulatedNetwork _net = new(seed: 1, LinkProfile.Lan);
        private TimeSpan _stopAt;

        public override Transport Transport => field ??= new KcpTransport
        {
            Sockets = _net,
            TimeProvider = _net.Clock,
            CookieSource = _net.Random.NextUInt32,
            MaxSendQueueBytes = 1024 * 1024,
        };

        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(_net, _net.Clock, server => new IPEndPoint(_net.Server.Address, server.Uri.Port), Connect);

        // Not by the server's URI: that names the real machine, which is none of the simulated ones.
        public override void Connect(TransportClient client, TransportServer server) => client.Connect("localhost");

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override void BeginWait() => _stopAt = _net.Clock.Elapsed + TimeSpan.FromSeconds(60);

        public override bool Step()
        {
            _net.RunFor(TimeSpan.FromMilliseconds(5));
            return _net.Clock.Elapsed < _stopAt;
        }
    }
}
