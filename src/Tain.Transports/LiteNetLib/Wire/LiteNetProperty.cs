namespace Tain.Transports;

/// <summary>What a LiteNetLib packet is: the low five bits of its first byte. Wire values of protocol 11; later protocols number differently.</summary>
internal enum LiteNetProperty : byte
{
    Unreliable = 0,
    Channeled = 1,
    Ack = 2,
    Ping = 3,
    Pong = 4,
    ConnectRequest = 5,
    ConnectAccept = 6,
    Disconnect = 7,

    /// <summary>Datagrams without a connection; Mirror does not use them.</summary>
    UnconnectedMessage = 8,

    MtuCheck = 9,
    MtuOk = 10,

    /// <summary>A search on the LAN; Mirror has its own.</summary>
    Broadcast = 11,

    Merged = 12,
    ShutdownOk = 13,
    PeerNotFound = 14,
    InvalidProtocol = 15,

    /// <summary>Help through a NAT by a third party; Mirror does not use it.</summary>
    NatMessage = 16,

    Empty = 17,
}
