using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The door: looks at one HTTP request and makes a connection of it, or answers why not. The request line, the headers and the key were already checked by Kestrel
/// and ASP.NET's WebSocket middleware, which is stricter than Mirror: what is malformed gets a 4xx and never becomes a connection.
/// </summary>
internal sealed partial class WebSocketUpgrade(WebSocketTransport description, ILogger logger, Func<StreamSession<WebSocketLink>?> getSession)
{
    private readonly ILogger _logger = logger;

    /// <summary>Serves one request; for a connection it returns when that has ended.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "it is no valid WebSocket upgrade (RFC 6455, version 13)").ConfigureAwait(false);
            return;
        }
        if (!IsOriginAllowed(context.Request.Headers.Origin))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "pages of this origin may not connect").ConfigureAwait(false);
            return;
        }
        StreamSession<WebSocketLink>? session = getSession();
        WebSocketLink? link = session?.TryAdmit(context.Connection.RemoteIpAddress);
        if (link == null)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, session == null ? "the game server is not started" : "the server is full").ConfigureAwait(false);
            return;
        }
        await ServeAsync(context, session!, link).ConfigureAwait(false);
    }

    private async Task ServeAsync(HttpContext context, StreamSession<WebSocketLink> session, WebSocketLink link)
    {
        WebSocket socket;
        try
        {
            socket = await context.WebSockets.AcceptWebSocketAsync(CreateAcceptance()).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or WebSocketException)
        {
            session.Release(link.ConnectionId);
            LogRefused(link.Address, $"it left during the upgrade ({failure.Message})");
            return;
        }
        using (socket)
        {
            // The request is aborted too, because disposing a socket does not wake a read that is under way in Kestrel.
            link.AttachAbort(() =>
            {
                socket.Abort();
                context.Abort();
            });
            await link.RunAsync(socket).ConfigureAwait(false);
        }
    }

    private WebSocketAcceptContext CreateAcceptance()
    {
        // No subprotocol and no extension: Mirror's clients know neither, and a browser that asks for none must get none.
        bool pings = description.KeepAliveInterval > TimeSpan.Zero;
        return new WebSocketAcceptContext
        {
            KeepAliveInterval = pings ? description.KeepAliveInterval : Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = pings ? description.IdleTimeout : Timeout.InfiniteTimeSpan,
        };
    }

    private bool IsOriginAllowed(string? origin) =>
        description.AllowedOrigins.Count == 0 || string.IsNullOrEmpty(origin) || description.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        LogRefused(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", reason);
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        await context.Response.WriteAsync(reason).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Information, "A WebSocket request from {address} was refused: {reason}.")]
    private partial void LogRefused(string address, string reason);
}
