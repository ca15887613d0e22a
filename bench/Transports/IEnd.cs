using Tain.Transports;

namespace Tain.Bench;

/// <summary>One end of one connection, as the loop sees it.</summary>
internal interface IEnd : IDisposable
{
    /// <summary>Where the other end connects to.</summary>
    ushort Port { get; }

    /// <summary>True when packets can be sent.</summary>
    bool IsConnected { get; }

    /// <summary>Takes what has come and tells each packet's first 9 bytes.</summary>
    /// <returns>Packets.</returns>
    int Receive(ref Note last);

    /// <summary>Sends a packet.</summary>
    void Send(ReadOnlySpan<byte> packet, Channel channel);

    void Flush();
}
