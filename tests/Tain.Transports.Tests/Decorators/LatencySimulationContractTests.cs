using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Decorators;

/// <summary>A slow line that loses and scrambles nothing keeps every promise of a transport.</summary>
public class LatencySimulationContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private const int LimitMs = 20_000;
        private readonly ManualClock _clock = new();
        private long _stopAtMs;

        public Subject() =>
            Transport = new LatencySimulationTransport(new MemoryTransport { TimeProvider = _clock, MaxQueuedBytes = 1024 * 1024 })
            {
                LatencyMs = 30,
                UnreliableLossPercent = 0,
                UnreliableScramblePercent = 0,
                MaxHeldBackBytes = 1024 * 1024,
                Seed = 1,
            };

        public override Transport Transport { get; }

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override void BeginWait() => _stopAtMs = _clock.NowMs + LimitMs;

        public override bool Step()
        {
            _clock.AdvanceMs(1);
            return _clock.NowMs < _stopAtMs;
        }
    }
}
