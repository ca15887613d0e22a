using System.Net;

namespace Tain.Transports;

/// <summary>
/// Where a relay's datagrams go: its two sockets. Calls must not block or throw for what the network did, and the bytes are borrowed for the call.
/// </summary>
public interface IRelayOutput
{
    /// <summary>Sends from the port that game servers know.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="to">The game server.</param>
    void SendToServer(ReadOnlySpan<byte> datagram, SocketAddress to);

    /// <summary>Sends from the port that players know.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="to">The player.</param>
    void SendToClient(ReadOnlySpan<byte> datagram, SocketAddress to);
}
