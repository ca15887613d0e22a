using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Puts a WebSocket endpoint into an ASP.NET application, so that page, API and game share one port.</summary>
public static class TainWebSocketEndpoints
{
    /// <summary>
    /// Maps a path to the server that is made from a hosted transport. While none is started, requests are answered with 503.
    /// The application need not add the WebSocket middleware.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, for example <c>/ws</c>.</param>
    /// <param name="transport">A transport with <see cref="WebSocketTransport.Hosted"/> set.</param>
    /// <returns>A builder for conventions such as CORS or authorization.</returns>
    /// <exception cref="ArgumentException">The transport opens a port of its own.</exception>
    public static IEndpointConventionBuilder MapTainWebSocket(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, WebSocketTransport transport)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(transport);
        if (!transport.Hosted)
        {
            throw new ArgumentException("This WebSocketTransport opens a port of its own. To map it into an application, make it with Hosted = true.", nameof(transport));
        }
        var upgrade = new WebSocketUpgrade(transport, transport.LoggerFactory.CreateLogger<WebSocketTransport>(), () => transport.HostedServer?.Door);
        return endpoints.Map(pattern, upgrade.HandleAsync);
    }
}
