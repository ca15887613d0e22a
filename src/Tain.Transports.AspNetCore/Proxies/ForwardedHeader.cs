namespace Tain.Transports;

/// <summary>
/// In which header trusted proxies write whom they speak for. Only one is read: a proxy replaces or extends the one that it writes and passes the other on as a client sent it.
/// </summary>
public enum ForwardedHeader
{
    /// <summary><c>X-Forwarded-For: client, proxy</c>, which nginx, HAProxy, Caddy, Apache and IIS write.</summary>
    XForwardedFor,

    /// <summary><c>Forwarded: for=client, for=proxy</c> of RFC 7239.</summary>
    Forwarded,
}
