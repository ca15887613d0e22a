using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Tain.Discovery;

// This folder is the shell in which discovery's system calls live; the ban keeps them out of the rest.
#pragma warning disable RS0030

/// <summary>UDP broadcasts over IPv4, as Mirror's.</summary>
internal sealed class UdpDiscoverySockets : DiscoverySockets
{
    private const int ConnectionResetControlCode = unchecked((int)0x9800000C);

    public static UdpDiscoverySockets Instance { get; } = new();

    // The broadcast address of each network, because 255.255.255.255 leaves by one interface only, and by none on a machine without a default route.
    public override IReadOnlyList<IPAddress> BroadcastAddresses
    {
        get
        {
            IPAddress[] found = [.. Networks(loopback: false).Distinct()];
            if (found.Length == 0) found = [.. Networks(loopback: true).Distinct()];
            return found.Length == 0 ? [IPAddress.Broadcast] : found;
        }
    }

    public override IDiscoverySocket Listen(int port) => Create(port);

    public override IDiscoverySocket Open() => Create(0);

    private static UdpDiscoverySocket Create(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, EnableBroadcast = true };
        try
        {
            // Several servers on one machine listen on the same port, and each hears every broadcast.
            if (port != 0) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            if (OperatingSystem.IsWindows()) socket.IOControl(ConnectionResetControlCode, [0, 0, 0, 0], null);
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return new UdpDiscoverySocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<IPAddress> Networks(bool loopback) =>
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
        where network.NetworkInterfaceType == NetworkInterfaceType.Loopback == loopback
        from address in network.GetIPProperties().UnicastAddresses
        where address.Address.AddressFamily == AddressFamily.InterNetwork && address.PrefixLength is > 0 and < 31
        select Broadcast(address.Address, address.PrefixLength);

    private static IPAddress Broadcast(IPAddress address, int prefixLength)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = prefixLength; bit < 32; bit++) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
