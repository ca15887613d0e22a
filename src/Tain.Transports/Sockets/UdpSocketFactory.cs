using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>Datagrams over the system's UDP sockets; the default under every datagram transport. It holds nothing but its settings.</summary>
public sealed class UdpSocketFactory : DatagramSocketFactory
{
    /// <summary>The one with the default settings.</summary>
    public static UdpSocketFactory Instance { get; } = new();

    /// <summary>
    /// True: on Linux many datagrams are received and sent by one system call, where the system has these calls; elsewhere it changes nothing.
    /// A datagram then leaves with <see cref="IDatagramSocket.Flush"/>. False: one call for each. Default true.
    /// </summary>
    public bool Batching { get; init; } = true;

    /// <inheritdoc/>
    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options)
    {
        try
        {
            return UdpSockets.Listen(port, options, Batching);
        }
        catch (SocketException problem)
        {
            throw new InvalidOperationException($"UDP port {port} cannot be bound ({problem.SocketErrorCode}). Is another server running? Choose another port, or 0 for any.", problem);
        }
    }

    /// <inheritdoc/>
    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(remote);
        try
        {
            return UdpSockets.Connect(remote, options, Batching);
        }
        catch (SocketException problem)
        {
            throw new InvalidOperationException($"No UDP socket to {remote} can be opened: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out IPAddress? address)) return new IPEndPoint(address, port);
        IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        if (found.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        return new IPEndPoint(found[0], port);
    }
}
