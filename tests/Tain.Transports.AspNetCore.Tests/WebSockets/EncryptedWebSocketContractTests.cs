using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Encryption;

namespace Tain.Transports.WebSockets;

/// <summary>Encryption keeps the promises of a transport over WebSockets too, for those who have no certificate.</summary>
public sealed class EncryptedWebSocketContractTests : TransportContract
{
    protected override TransportSubject CreateSubject()
    {
        var inner = new WebSocketTransport { Port = 0, ListenAddress = IPAddress.Loopback, MaxReceiveQueueBytes = 64 * 1024, MaxSendQueueBytes = 1024 * 1024 };
        return new EncryptedSubject(inner, isStream: true)
        {
            Connects = client => client.Connect(new Uri("ws://127.0.0.1:1")),
            ConnectsTo = (client, server) => client.Connect(new Uri($"ws://127.0.0.1:{server.Uri.Port}")),
        };
    }
}
