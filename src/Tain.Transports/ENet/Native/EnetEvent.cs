using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>What a host reports. The packet of a <see cref="EnetEventType.Receive"/> belongs to whoever got the event.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnetEvent
{
    public EnetEventType Type;
    public EnetPeer* Peer;
    public byte ChannelId;
    public uint Data;
    public EnetPacket* Packet;
}
