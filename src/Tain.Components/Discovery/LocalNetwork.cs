using System.Net;
using System.Net.Sockets;

namespace Tain.Discovery;

/// <summary>Which addresses belong to a local network. Others are not answered: whoever writes a stranger's address on a request must not have us send there.</summary>
internal static class LocalNetwork
{
    /// <summary>Loopback, link-local and private addresses (RFC 1918, RFC 3927, RFC 4193).</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out _) && bytes switch
        {
            [10 or 127, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            [169, 254, ..] => true,
            _ => false,
        };
    }
}
