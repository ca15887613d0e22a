namespace Tain.Transports;

/// <summary>A KCP server behind a relay: everything as without one, and what the relay says.</summary>
public sealed class RelayedServer : MiddlewareServer
{
    private readonly RelaySocketFactory _relay;

    internal RelayedServer(TransportServer inner, RelaySocketFactory relay)
        : base(inner) => _relay = relay;

    /// <summary>The relay's last answer to a ping; <see cref="RelayState.Disconnected"/> while the server is not started.</summary>
    public RelayState RelayState => _relay.State;
}
