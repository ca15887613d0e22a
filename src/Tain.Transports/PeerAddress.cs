using System.Net;

namespace Tain.Transports;

/// <summary>
/// How a peer's address reads and counts, the same for every transport, so that one ban fits all of them: IPv4 that came through an IPv6 socket is IPv4.
/// </summary>
internal static class PeerAddress
{
    /// <summary>The address itself, IPv4 where it is only dressed as IPv6.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>For example <c>203.0.113.7</c> or <c>2001:db8::7</c>; <c>unknown</c> where the system tells none.</summary>
    public static string Text(IPAddress? address) => address == null ? "unknown" : Plain(address).ToString();

    /// <summary>A number to count a source by; see <see cref="DatagramAddress.SourceKey"/>.</summary>
    public static ulong SourceKey(IPAddress? address) => address == null ? 0 : DatagramAddress.SourceKey(new IPEndPoint(address, 0).Serialize());
}
