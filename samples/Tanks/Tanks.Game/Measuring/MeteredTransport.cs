using Tain.Transports;

namespace Tanks;

/// <summary>Any transport, with its traffic counted: what the page shows in its corner and the server in its report.</summary>
public sealed class MeteredTransport(Transport inner, Traffic traffic) : Transport
{
    /// <inheritdoc/>
    public override string Scheme => inner.Scheme;

    /// <inheritdoc/>
    public override TransportServer CreateServer() => new MeteredServer(inner.CreateServer(), traffic);

    /// <inheritdoc/>
    public override TransportClient CreateClient() => new MeteredClient(inner.CreateClient(), traffic);
}
