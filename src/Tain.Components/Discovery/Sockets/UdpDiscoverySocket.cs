using System.Net;
using System.Net.Sockets;

namespace Tain.Discovery;

#pragma warning disable RS0030

/// <summary>One of the system's UDP sockets, allowed to broadcast.</summary>
internal sealed class UdpDiscoverySocket(Socket socket) : IDiscoverySocket
{
    public DiscoveryReceive Receive(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        bytes = 0;
        try
        {
            if (!socket.Poll(0, SelectMode.SelectRead)) return DiscoveryReceive.Empty;
            bytes = socket.ReceiveFrom(buffer, SocketFlags.None, from);
            return DiscoveryReceive.Datagram;
        }
        catch (SocketException problem)
        {
            // A datagram with a wrong checksum is announced and then is not there; one that is too long is no answer of ours.
            return problem.SocketErrorCode switch
            {
                SocketError.WouldBlock => DiscoveryReceive.Empty,
                SocketError.MessageSize => DiscoveryReceive.Datagram,
                _ => DiscoveryReceive.Failed,
            };
        }
    }

    public bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint to)
    {
        try
        {
            return socket.SendTo(datagram, SocketFlags.None, to) == datagram.Length;
        }
        catch (SocketException)
        {
            // The caller is told, and backs off: there is no network, or no room.
            return false;
        }
    }

    public void Dispose() => socket.Dispose();
}
