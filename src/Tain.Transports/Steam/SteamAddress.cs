using System.Globalization;
using System.Net;

namespace Tain.Transports;

/// <summary>One end of a connection: a Steam identity with a virtual port, or an IP address with a UDP port.</summary>
/// <param name="SteamId">The identity; 0 with an IP address, and for a listener, which has its own.</param>
/// <param name="Ip">The address; null with an identity.</param>
/// <param name="Port">Of either kind.</param>
internal readonly record struct SteamAddress(ulong SteamId, IPAddress? Ip, int Port)
{
    public static SteamAddress OfPeer(ulong steamId, int virtualPort) => new(steamId, null, virtualPort);

    public static SteamAddress OfIp(IPAddress address, int port) => new(0, address, port);

    /// <summary>Whether a host is a SteamID64: digits only, and more than any IPv4 address as a number.</summary>
    public static bool TryParseSteamId(string host, out ulong steamId) =>
        ulong.TryParse(host, NumberStyles.None, CultureInfo.InvariantCulture, out steamId) && steamId > uint.MaxValue;

    /// <summary>The text that names a peer to people: the identity in decimal, or the address without its port, IPv4 as IPv4.</summary>
    public override string ToString() => Ip switch
    {
        null => SteamId.ToString(CultureInfo.InvariantCulture),
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        _ => Ip.ToString(),
    };
}
