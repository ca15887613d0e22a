namespace Tain.Transports;

/// <summary>A KCP client behind a relay: everything as without one, and what the relay says.</summary>
public sealed class RelayedClient : MiddlewareClient
{
    private readonly RelaySocketFactory _relay;

    internal RelayedClient(TransportClient inner, RelaySocketFactory relay)
        : base(inner) => _relay = relay;

    /// <summary>The relay's last answer to a ping; <see cref="RelayState.Checking"/> until then, <see cref="RelayState.Disconnected"/> while there is no connection.</summary>
    public RelayState RelayState => _relay.State;
}
