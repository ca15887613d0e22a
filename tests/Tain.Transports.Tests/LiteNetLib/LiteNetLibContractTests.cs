using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib;

/// <summary>The contract of all transports, over a wire in memory with a manual clock.</summary>
public class LiteNetLibContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private const int LimitMs = 120_000;
        private readonly Wire _wire = new(new ManualClock()) { DelayMs = 20 };
        private long _stopAtMs;

        public Subject() => Transport = new LiteNetLibTransport { Sockets = _wire, TimeProvider = _wire.Clock };

        public override Transport Transport { get; }

        public override ForeignPeers Foreign => LiteNetForeignPeers.Create(_wire, _wire.Clock, static _ => Wire.ServerAt(LiteNetTable.Port), Connect);

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
