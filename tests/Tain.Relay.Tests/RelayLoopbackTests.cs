using System.Net;
using Tain.Transports;
using Tain.Transports.Contract;

namespace Tain.Relay;

/// <summary>The contract of all transports, through the real relay on loopback sockets and the system's clock.</summary>
public class RelayLoopbackTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private const uint ServerUser = 1;
        private const uint FirstPlayer = 1_000;
        private const uint FirstStranger = 2_000;

        // The contract floods; what the relay lets through per player is a test of its own.
        private readonly RunningRelay _relay = new(
            "--Relay:Limits:UserBytesPerSecond=100000000",
            "--Relay:Limits:UserPacketsPerSecond=1000000",
            "--Relay:Limits:SessionBytesPerSecond=1000000000",
            "--Relay:Limits:SessionPacketsPerSecond=1000000",
            "--Relay:Limits:MaxUsersPerSession=1000",
            "--Relay:Limits:AddressHold=00:00:00.5");

        private readonly uint _session;

        public Subject()
        {
            uint[] users = [.. Enumerable.Range(0, 200).Select(i => FirstPlayer + (uint)i), .. Enumerable.Range(0, 200).Select(i => FirstStranger + (uint)i)];
            Assert.Equal(RelayAdmission.Ok, _relay.Desk.TryOpen(ServerUser, users, out _session));
            Transport = new Session(_relay, _session);
        }

        public override Transport Transport { get; }

        // A second server is no error: the relay listens to the first as long as it is heard.
        public override bool AddressIsExclusive => false;

        public override ForeignPeers Foreign => KcpForeignPeers.Create(new Strangers(_relay, _session), TimeProvider.System, _ => new IPEndPoint(IPAddress.Loopback, _relay.ClientPort), Connect);

        public override void Connect(TransportClient client, TransportServer server) => client.Connect("anything");

        public override void ConnectToNobody(TransportClient client) => client.Connect("anything");

        protected override void Dispose(bool disposing) => _relay.Dispose();

        private sealed class Session(RunningRelay relay, uint session) : Transport
        {
            private uint _next = FirstPlayer;

            public override string Scheme => "kcp";

            public override TransportServer CreateServer() => relay.Describe(session, ServerUser).CreateServer();

            public override TransportClient CreateClient() => relay.Describe(session, _next++).CreateClient();
        }

        private sealed class Strangers(RunningRelay relay, uint session) : DatagramSocketFactory
        {
            private uint _next = FirstStranger;

            public override int OverheadBytes => 13;

            public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => throw new NotSupportedException("Strangers are no servers.");

            public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) =>
                new RelaySocketFactory { UserId = _next++, SessionId = session }.Open(new IPEndPoint(IPAddress.Loopback, relay.ClientPort), options);

            public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => new(new IPEndPoint(IPAddress.Loopback, relay.ClientPort));
        }
    }
}
