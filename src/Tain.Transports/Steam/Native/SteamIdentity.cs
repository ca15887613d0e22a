using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// SteamNetworkingIdentity: a kind, a size and 128 bytes of which the kind says what they are. Packed to 1 on every system. Layouts in this folder are from Valve's
/// steamnetworkingtypes.h and isteamnetworkingsockets.h as they have been since interface version 009.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal unsafe struct SteamIdentity
{
    public const int OfIp = 1;
    public const int OfSteam = 16;

    private const int ValueBytes = 128;

    public int Kind;
    public int Bytes;
    private fixed byte _value[ValueBytes];

    public static SteamIdentity From(ulong steamId)
    {
        var identity = new SteamIdentity { Kind = OfSteam, Bytes = sizeof(ulong) };
        MemoryMarshal.Write(new Span<byte>(identity._value, ValueBytes), steamId);
        return identity;
    }

    /// <summary>The identity in decimal, when it is one.</summary>
    public readonly ulong SteamId
    {
        get
        {
            fixed (byte* value = _value) return Kind == OfSteam ? *(ulong*)value : 0;
        }
    }

    /// <summary>The address, when the peer is known by that only.</summary>
    public readonly SteamIPAddress IpAddress
    {
        get
        {
            fixed (byte* value = _value) return Kind == OfIp ? *(SteamIPAddress*)value : default;
        }
    }
}
