namespace Tain.Transports;

/// <summary>How ENet carries packets of the unreliable channel; each side chooses for what it sends.</summary>
public enum EnetUnreliableMode
{
    /// <summary>Unordered, as Ignorance's channel 1 by default.</summary>
    Unsequenced = 0,

    /// <summary>Ordered: a packet that comes after a later one is dropped.</summary>
    Sequenced = 1,

    /// <summary>Ordered, and packets over a datagram's size travel in unreliable pieces: up to <see cref="EnetTransport.MaxPacketBytes"/>, lost whole when one piece is.</summary>
    Fragmented = 2,
}
