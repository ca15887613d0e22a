namespace Tain.Transports;

/// <summary>Numbers that both ends of LiteNetLib's protocol 11 (versions 0.9.x) agree on. All integers of the protocol are little endian.</summary>
internal static class LiteNetWire
{
    public const int ProtocolId = 11;

    public const int HeaderBytes = 1;

    /// <summary>Header, number, channel: what stands in front of a reliable packet's data.</summary>
    public const int ChanneledHeaderBytes = HeaderBytes + sizeof(ushort) + 1;

    /// <summary>Reliable packets under way at most, and bits of an acknowledgement.</summary>
    public const int WindowSize = 64;

    /// <summary>Channel 0 has four numbers, one for each way of reliable or sequenced delivery; the third is reliable and ordered.</summary>
    public const byte ReliableOrderedChannel = 2;

    /// <summary>Connection numbers are two bits.</summary>
    public const int ConnectionNumbers = 4;

    /// <summary>The smallest datagram limit that a peer begins with: 576 less 68 bytes of headers.</summary>
    public const int MinMtu = 576 - 68;

    /// <summary>The longest datagram that a peer of 0.9.x can receive: 1500 less 68 bytes of headers.</summary>
    public const int MaxDatagramBytes = 1_500 - 68;

    public const int PingBytes = HeaderBytes + sizeof(ushort);

    public const int DisconnectBytes = HeaderBytes + sizeof(long);
}
