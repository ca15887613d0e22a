using Tain.Transports.Contract;

namespace Tain.Transports.Decorators.Threaded;

/// <summary>The contract of all transports, with the other side's ticks made by hand: the same code without a thread.</summary>
public class ThreadedMemoryContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private readonly HandTurnedPumps _pumps = new();

        public Subject() => Transport = new ThreadedTransport(new MemoryTransport { MaxQueuedBytes = 1024 * 1024 })
        {
            Pumps = _pumps,
            MaxReceiveQueueBytes = 1024 * 1024,
            MaxSendQueueBytes = 1024 * 1024,
        };

        public override Transport Transport { get; }

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override bool Step()
        {
            _pumps.Turn();
            return base.Step();
        }
    }
}
