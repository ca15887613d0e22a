using System.Net;
using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>Sockets of strangers behind the relay: each has a place in the session, and sends what it likes.</summary>
internal sealed class PlayerSockets(Wire wire, uint firstUser) : DatagramSocketFactory
{
    private uint _next = firstUser;

    public override int OverheadBytes => 13;

    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => throw new NotSupportedException("Strangers are no servers.");

    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options) =>
        new RelaySocketFactory { RelayHost = "10.0.0.1", Inner = wire, TimeProvider = wire.Clock, UserId = _next++, SessionId = WireRelay.Session }.Open(Wire.ServerAt(WireRelay.ClientPort), options);

    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => new(Wire.ServerAt(WireRelay.ClientPort));
}
