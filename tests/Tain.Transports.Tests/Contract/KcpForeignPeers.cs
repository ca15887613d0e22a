using System.Net;

namespace Tain.Transports.Contract;

/// <summary>Foreign peers of KCP, whatever carries its datagrams.</summary>
public static class KcpForeignPeers
{
    // Channel 1, a cookie, then a segment: conversation 0, push, window 128, number 0, one byte, which says Hello.
    private static readonly byte[] s_hello = [1, 0, 0, 0, 0, 0, 0, 0, 0, 81, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1];

    /// <summary>Foreign peers of a server on these sockets.</summary>
    public static ForeignPeers Create(
        DatagramSocketFactory sockets, TimeProvider clock, Func<TransportServer, IPEndPoint> addressOf, Action<TransportClient, TransportServer> connect) => new ForeignDatagrams
        {
            Sockets = sockets,
            Clock = clock,
            AddressOf = addressOf,
            Hello = s_hello,
            CreateClient = garbling => new KcpTransport { Sockets = garbling, TimeProvider = clock, DualMode = false }.CreateClient(),
            Connect = connect,
            EnvelopeBytes = 5,
        };
}
