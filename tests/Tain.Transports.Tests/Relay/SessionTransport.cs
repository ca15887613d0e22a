namespace Tain.Transports.Relay;

/// <summary>A whole session as one description, as the contract wants it: each client is the next player.</summary>
internal sealed class SessionTransport(Func<RelayTransport> server, Func<uint, RelayTransport> player) : Transport
{
    private uint _next;

    public override string Scheme => "kcp";

    public override TransportServer CreateServer() => server().CreateServer();

    public override TransportClient CreateClient() => player(_next++).CreateClient();
}
