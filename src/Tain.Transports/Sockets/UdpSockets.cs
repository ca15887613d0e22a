using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

// This folder is the shell in which system calls live; the ban keeps them out of the protocols.
#pragma warning disable RS0030

/// <summary>Makes the system's sockets as all of this folder want them: non-blocking, with raised buffers.</summary>
internal static class UdpSockets
{
    // Windows: an ICMP "port unreachable" caused by one client must not make a server's socket fail for all (SIO_UDP_CONNRESET), IPv4 only or dual.
    private const int ConnectionResetControlCode = unchecked((int)0x9800000C);

    // A server answers a thousand clients in a tick; a client has one peer and a few datagrams. More per call saves nothing that could be measured.
    private const int ServerBatch = 64;
    private const int ServerBatchBytes = 128 * 1024;
    private const int ClientBatch = 16;
    private const int ClientBatchBytes = 64 * 1024;

    public static IDatagramSocket Listen(int port, DatagramSocketOptions options, bool batching)
    {
        bool isDual = options.DualMode && Socket.OSSupportsIPv6;
        Socket socket = Create(isDual ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, options);
        try
        {
            if (OperatingSystem.IsWindows()) socket.IOControl(ConnectionResetControlCode, [0, 0, 0, 0], null);
            if (isDual) socket.DualMode = true;
            socket.Bind(new IPEndPoint(isDual ? IPAddress.IPv6Any : IPAddress.Any, port));
            return batching && LinuxDatagrams.AreAvailable(socket.SafeHandle)
                ? new UdpBatchedSocket(socket, remote: null, ServerBatch, ServerBatchBytes)
                : new UdpListeningSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static IDatagramSocket Connect(EndPoint remote, DatagramSocketOptions options, bool batching)
    {
        Socket socket = Create(remote.AddressFamily, options);
        try
        {
            socket.Connect(remote);
            return batching && LinuxDatagrams.AreAvailable(socket.SafeHandle)
                ? new UdpBatchedSocket(socket, remote.Serialize(), ClientBatch, ClientBatchBytes)
                : new UdpConnectedSocket(socket, remote.Serialize());
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What the system really buffers. Linux reports twice of it, because it counts its own bookkeeping.</summary>
    public static int Granted(int reportedBytes) => OperatingSystem.IsLinux() ? reportedBytes / 2 : reportedBytes;

    private static Socket Create(AddressFamily family, DatagramSocketOptions options) => new(family, SocketType.Dgram, ProtocolType.Udp)
    {
        Blocking = false,
        ReceiveBufferSize = options.ReceiveBufferBytes,
        SendBufferSize = options.SendBufferBytes,
    };
}
