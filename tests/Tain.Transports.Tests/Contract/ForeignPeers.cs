namespace Tain.Transports.Contract;

/// <summary>
/// How somebody reaches a transport's server with bytes that no client of ours would send. Each transport whose bytes come from outside has one; see <see cref="ForeignDatagrams"/>
/// and <see cref="ForeignStreams"/> for the usual cases.
/// </summary>
public abstract class ForeignPeers
{
    /// <summary>Begins to connect as a client does, and falls silent half way. Where a protocol has no handshake this is a peer that connects and says nothing.</summary>
    public abstract IForeignPeer BeginHandshake(TransportServer server);

    /// <summary>Sends bytes without meaning as the very first; the same seed, the same bytes.</summary>
    public abstract IForeignPeer SendGarbage(TransportServer server, int seed);

    /// <summary>Connects properly, and from then on sends bytes without meaning only; the same seed, the same bytes.</summary>
    public abstract IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed);
}
