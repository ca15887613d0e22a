using Tain.Transports.Contract;

namespace Tain.Transports.Shared;

/// <summary>The contract of all transports, for one world on a shared port that the test drives: the same code without a thread.</summary>
public class SharedMemoryContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        private readonly SharedTransport _shared = new(new MemoryTransport { MaxQueuedBytes = 1024 * 1024 })
        {
            UsesThread = false,
            MaxReceiveQueueBytesPerWorld = 4 * 1024 * 1024,
            MaxSendQueueBytesPerWorld = 1024 * 1024,
        };

        public Subject() => Transport = _shared.For("world");

        public override Transport Transport { get; }

        public override string WhyNoForeignBytes => "Packets never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");

        public override bool Step()
        {
            _shared.Tick();
            return base.Step();
        }

        protected override void Dispose(bool disposing) => _shared.Dispose();
    }
}
