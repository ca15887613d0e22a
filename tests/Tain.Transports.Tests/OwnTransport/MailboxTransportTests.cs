using Tain.Transports.Contract;

namespace Tain.Transports.OwnTransport;

/// <summary>The example of docs/transports.md keeps every promise of a transport. A transport of your own is tested like this.</summary>
public class MailboxTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new Subject();

    private sealed class Subject : TransportSubject
    {
        public override Transport Transport { get; } = new MailboxTransport();

        public override string WhyNoForeignBytes => "Letters never leave the process.";

        public override void ConnectToNobody(TransportClient client) => client.Connect("localhost");
    }
}
