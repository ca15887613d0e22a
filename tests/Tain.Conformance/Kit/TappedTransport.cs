using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>Passes everything through to another transport, and keeps what each side sends. Connection ids count as recorded: the first client is 1.</summary>
internal sealed class TappedTransport(Transport inner) : Transport
{
    public override string Scheme => inner.Scheme;

    /// <summary>The packets that servers sent.</summary>
    public List<SentPacket> FromServer { get; } = [];

    /// <summary>The packets that clients sent, all of them; forget them before the step of interest.</summary>
    public List<SentPacket> FromClients { get; } = [];

    /// <summary>The clients in the order in which they were made.</summary>
    public List<TransportClient> Clients { get; } = [];

    public override TransportServer CreateServer() => new TappedServer(inner.CreateServer(), FromServer);

    public override TransportClient CreateClient()
    {
        var client = new TappedClient(inner.CreateClient(), FromClients);
        Clients.Add(client);
        return client;
    }
}
