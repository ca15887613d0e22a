namespace Tain.Transports;

/// <summary>How ENet carries a packet. Values as in enet.h.</summary>
[Flags]
internal enum EnetPacketFlags : uint
{
    None = 0,
    Reliable = 1,
    Unsequenced = 2,
    UnreliableFragment = 8,
}
