using Tain.Transports.Contract;

namespace Tain.Transports.WebSockets;

public class WebSocketTransportTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new WebSocketSubject();
}
