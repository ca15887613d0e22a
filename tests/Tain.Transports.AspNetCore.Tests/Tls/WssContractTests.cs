using System.Net;
using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.WebSockets;

namespace Tain.Transports.Tls;

/// <summary>The whole contract through TLS, with a certificate that a test's own authority signed.</summary>
public sealed class WssContractTests : TransportContract, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;

    public WssContractTests() => _certificate = _authority.Sign("127.0.0.1");

    public void Dispose()
    {
        _certificate.Dispose();
        _authority.Dispose();
    }

    protected override TransportSubject CreateSubject() => new WebSocketSubject(new WebSocketTransport
    {
        Port = 0,
        ListenAddress = IPAddress.Loopback,
        MaxReceiveQueueBytes = 64 * 1024,
        MaxSendQueueBytes = 1024 * 1024,
        Certificate = _certificate,
        TrustedRoots = [_authority.Root],
    });
}
