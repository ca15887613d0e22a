using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>The contract of all transports, through a relay on a wire in memory with a manual clock.</summary>
public class RelayContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private const int LimitMs = 120_000;
        private readonly Wire _wire = new(new ManualClock()) { DelayMs = 10 };
        private readonly WireRelay _relay;
        private readonly PlayerSockets _strangers;
        private long _stopAtMs;

        public Subject()
        {
            // The contract floods; what the relay lets through per player is a test of its own.
            var limits = new RelayLimits { UserBytesPerSecond = 50_000_000, UserPacketsPerSecond = 1_000_000, SessionBytesPerSecond = 200_000_000, SessionPacketsPerSecond = 1_000_000 };
            _relay = new WireRelay(_wire, limits);
            _strangers = new PlayerSockets(_wire, WireRelay.FirstPlayer + 100);
            Transport = new SessionTransport(() => _relay.ForServer(), player => _relay.ForPlayer(player));
        }

        public override Transport Transport { get; }

        // Players like the others, on the session's last places.
        public override ForeignPeers Foreign =>
            KcpForeignPeers.Create(_strangers, _wire.Clock, static _ => Wire.ServerAt(WireRelay.ClientPort), Connect);

        // A second server is no error: the relay listens to the first as long as it is heard.
        public override bool AddressIsExclusive => false;

        public override void Connect(TransportClient client, TransportServer server) => client.Connect("anything");

        public override void ConnectToNobody(TransportClient client) => client.Connect("anything");

        public override void BeginWait() => _stopAtMs = _wire.Clock.NowMs + LimitMs;

        public override bool Step()
        {
            _relay.Tick();
            _wire.AdvanceMs(10);
            return _wire.Clock.NowMs < _stopAtMs;
        }

        protected override void Dispose(bool disposing) => _relay.Dispose();
    }
}
