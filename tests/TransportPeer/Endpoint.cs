namespace Tain.Transports.Peers;

/// <summary>A server or a client, as the commands see it. A client's only connection has the id 0.</summary>
internal abstract class Endpoint : IDisposable
{
    public abstract bool TryReceive(out TransportEvent received);

    public abstract bool Send(int connectionId, ReadOnlySpan<byte> packet, Channel channel);

    public abstract void Disconnect(int connectionId);

    public abstract int MaxPacketBytes(Channel channel);

    public abstract void Flush();

    public abstract void Dispose();
}
