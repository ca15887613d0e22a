using System.Net;
using Tain.Transports.Contract;

namespace Tain.Transports.LiteNetLib;

/// <summary>Foreign peers of LiteNetLib, whatever carries its datagrams.</summary>
internal static class LiteNetForeignPeers
{
    public static ForeignPeers Create(
        DatagramSocketFactory sockets, TimeProvider clock, Func<TransportServer, IPEndPoint> addressOf, Action<TransportClient, TransportServer> connect) => new ForeignDatagrams
        {
            Sockets = sockets,
            Clock = clock,
            AddressOf = addressOf,
            Hello = LiteNetTable.Request(),
            CreateClient = garbling => new LiteNetLibTransport { Sockets = garbling, TimeProvider = clock, DualMode = false }.CreateClient(),
            Connect = connect,
            // Nothing in front of a datagram shows to which connection it belongs but the sender's address.
            EnvelopeBytes = 0,
        };
}
