using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// The first fields of ENet's peer, as they lie in every 1.3.x. Peers lie in one array of the host whose stride differs between versions, see
/// <see cref="EnetNativeHost.FindPeerBytes"/>; a peer is known by <see cref="IncomingPeerId"/>, which is its index.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnetPeer
{
    /// <summary>The state of a peer that asked to connect and has not shown that it hears the answer.</summary>
    public const int AcknowledgingConnect = 2;

    /// <summary>The state in which only the report of the end is missing.</summary>
    public const int Zombie = 9;

    public EnetListNode DispatchList;
    public void* Host;
    public ushort OutgoingPeerId;
    public ushort IncomingPeerId;
    public uint ConnectId;
    public byte OutgoingSessionId;
    public byte IncomingSessionId;
    public EnetAddress Address;
    public void* Data;
    public int State;
    public void* Channels;
    public nuint ChannelCount;

    // Bandwidths, times, losses, throttle, round trips: 35 numbers that are not needed here.
    public fixed uint Numbers[35];
    public ushort OutgoingReliableSequenceNumber;
    public EnetListNode Acknowledgements;
    public EnetListNode SentReliableCommands;
}
