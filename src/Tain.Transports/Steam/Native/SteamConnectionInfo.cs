using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// SteamNetConnectionInfo_t, 696 bytes. Every field lies at a multiple of its own size, so packing to 4 (Linux, macOS) and to 8 (Windows) give the same layout.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal unsafe struct SteamConnectionInfo
{
    public const int TextBytes = 128;

    /// <summary>Where <see cref="Listener"/> is.</summary>
    public const int ListenerOffset = 144;

    public SteamIdentity Remote;
    public long UserData;
    public uint Listener;
    public SteamIPAddress RemoteAddress;
    public ushort Padding;
    public uint RemotePop;
    public uint RelayPop;
    public int State;
    public int EndReason;
    public fixed byte EndText[TextBytes];
    public fixed byte Description[TextBytes];
    public int Flags;
    public fixed uint Reserved[63];
}
