using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// ENet's host, as it lies in 1.3.9 to 1.3.18. The four limits at its end are public fields without a function that sets them; whether they lie where this says
/// is checked on each new host by the values that ENet puts there (see <see cref="HasDefaultLimits"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnetNativeHost
{
    /// <summary>The most peers that ENet's wire can number.</summary>
    public const int MaxPeers = 4_095;

    /// <summary>Bytes of a packet, and of all waiting packets of a peer, that ENet allows unless told otherwise.</summary>
    public const int DefaultLimitBytes = 32 * 1_024 * 1_024;

    private const int CommandsPerDatagram = 32;
    private const int CommandBytes = 48;
    private const int LargestDatagramBytes = 4_096;

    // Socket, address, two bandwidths, an epoch, MTU, seed and a flag: 36 bytes, and 40 on 64-bit Windows, where the socket is as wide as a pointer.
    // The pointer behind them is aligned to the same place in either case.
    public fixed uint Front[9];
    public EnetPeer* Peers;
    public nuint PeerCount;
    public nuint ChannelLimit;
    public uint ServiceTime;
    public EnetListNode DispatchQueue;
    public int ContinueSending;
    public nuint PacketSize;
    public ushort HeaderFlags;
    public fixed byte Commands[CommandsPerDatagram * CommandBytes];
    public nuint CommandCount;
    public EnetBuffers Buffers;
    public nuint BufferCount;
    public void* Checksum;
    public void* CompressorContext;
    public void* Compress;
    public void* Decompress;
    public void* CompressorDestroy;
    public fixed byte PacketData[2 * LargestDatagramBytes];
    public EnetAddress ReceivedAddress;
    public byte* ReceivedData;
    public nuint ReceivedDataLength;
    public uint TotalSentData;
    public uint TotalSentPackets;
    public uint TotalReceivedData;
    public uint TotalReceivedPackets;
    public void* Intercept;
    public nuint ConnectedPeers;
    public nuint BandwidthLimitedPeers;
    public nuint DuplicatePeers;
    public nuint MaximumPacketSize;
    public nuint MaximumWaitingData;

    private static int SocketBytes => OperatingSystem.IsWindows() ? sizeof(nint) : sizeof(int);

    /// <summary>The system's socket.</summary>
    public readonly nint Socket
    {
        get
        {
            fixed (uint* front = Front) return SocketBytes == sizeof(int) ? *(int*)front : *(nint*)front;
        }
    }

    /// <summary>Where the host is bound.</summary>
    public readonly EnetAddress Address
    {
        get
        {
            fixed (uint* front = Front) return *(EnetAddress*)((byte*)front + SocketBytes);
        }
    }

    /// <summary>
    /// Finds how far peers lie from each other: where the second one is, which a new host has given its number and its host. The first fields are the same in all versions.
    /// </summary>
    /// <param name="host">A new host with two peers or more.</param>
    /// <returns>Bytes; 0 when there is no second peer where one can be.</returns>
    public static int FindPeerBytes(EnetNativeHost* host)
    {
        const int LargestPeerBytes = 768;
        for (int bytes = sizeof(EnetPeer); bytes <= LargestPeerBytes; bytes += sizeof(nint))
        {
            // Two peers are more than the largest distance that is tried, so nothing outside the array is read.
            var second = (EnetPeer*)((byte*)host->Peers + bytes);
            if (second->Host == host && second->IncomingPeerId == 1) return bytes;
        }
        return 0;
    }

    /// <summary>True when the fields at the end hold what a new host has there: this library's host lies as described here.</summary>
    public readonly bool HasDefaultLimits(int peers) =>
        PeerCount == (nuint)peers && DuplicatePeers == MaxPeers && MaximumPacketSize == DefaultLimitBytes && MaximumWaitingData == DefaultLimitBytes;
}
