using System.Net;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>SteamNetworkingIPAddr: an IPv6 address, IPv4 mapped into it, and the port in the machine's order. Packed to 1.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal unsafe struct SteamIPAddress
{
    private const int AddressBytes = 16;

    private fixed byte _address[AddressBytes];
    public ushort Port;

    public static SteamIPAddress From(IPAddress address, int port)
    {
        var native = new SteamIPAddress { Port = (ushort)port };
        address.MapToIPv6().TryWriteBytes(new Span<byte>(native._address, AddressBytes), out _);
        return native;
    }

    public readonly IPAddress ToAddress()
    {
        fixed (byte* address = _address) return new IPAddress(new ReadOnlySpan<byte>(address, AddressBytes));
    }

    /// <summary>Whether there is an address: the library gives zeros where it knows none.</summary>
    public readonly bool IsThere
    {
        get
        {
            fixed (byte* address = _address) return new ReadOnlySpan<byte>(address, AddressBytes).ContainsAnyExcept((byte)0);
        }
    }
}
