using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>SteamNetworkingMessage_t, up to what is read of it. Not packed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SteamNativeMessage
{
    /// <summary>The bit of <see cref="Flags"/> that is there on received messages.</summary>
    public const int Reliable = 8;

    public void* Data;
    public int Bytes;
    public uint Connection;
    public SteamIdentity Peer;
    public long ConnectionUserData;
    public long ReceivedAt;
    public long Number;
    public void* FreeData;
    public void* ReleaseFunction;
    public int Channel;
    public int Flags;
}
