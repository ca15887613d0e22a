namespace Tain.Transports;

/// <summary>The kinds of <see cref="EnetEvent"/>. Values as in enet.h.</summary>
internal enum EnetEventType
{
    None = 0,
    Connect = 1,
    Disconnect = 2,
    Receive = 3,
}
