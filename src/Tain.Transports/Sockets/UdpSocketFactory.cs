using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>Datagrams over the system's UDP sockets; the default under every datagram transport.</summary>
public sealed class UdpSocketFactory : DatagramSocketFactory
{
    private UdpSocketFactory()
    {
    }

    /// <summary>The only one; it holds nothing.</summary>
    public static UdpSocketFactory Instance { get; } = new();

    /// <inheritdoc/>
    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options)
    {
        try
        {
            return UdpSockets.Listen(port, options);
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
            return UdpSockets.Connect(remote, options);
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
