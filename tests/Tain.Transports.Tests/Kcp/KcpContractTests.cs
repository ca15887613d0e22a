using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>The contract of all transports, over a wire in memory with a manual clock.</summary>
public class KcpContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private const int LimitMs = 120_000;
        private readonly Wire _wire = new(new ManualClock()) { DelayMs = 20 };
        private long _stopAtMs;

        public Subject() => Transport = new KcpTransport { Sockets = _wire, TimeProvider = _wire.Clock };

        public override Transport Transport { get; }

        public override ForeignPeers Foreign => KcpForeignPeers.Create(_wire, _wire.Clock, static _ => Wire.ServerAt(7777), Connect);

        public override void Connect(TransportClient client, TransportServer server) => client.Connect("10.0.0.1");

        public override void ConnectToNobody(TransportClient client) => client.Connect("10.0.0.1");

        public override void BeginWait() => _stopAtMs = _wire.Clock.NowMs + LimitMs;

        public override bool Step()
        {
            _wire.AdvanceMs(10);
            return _wire.Clock.NowMs < _stopAtMs;
        }
    }
}
