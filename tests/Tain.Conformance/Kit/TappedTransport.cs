using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>Passes everything through to another transport, and keeps what clients send.</summary>
internal sealed class TappedTransport(Transport inner) : Transport
{
    private readonly List<SentPacket> _sent = [];

    public override string Scheme => inner.Scheme;

    /// <summary>What left clients since it was last taken.</summary>
    public List<SentPacket> TakeSent()
    {
        List<SentPacket> taken = [.. _sent];
        _sent.Clear();
        return taken;
    }

    public override TransportServer CreateServer() => inner.CreateServer();

    public override TransportClient CreateClient() => new TappedClient(inner.CreateClient(), _sent);
}
