using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>The door: looks at one HTTP request and makes a connection of it, or answers why not. What is malformed gets a 4xx and never becomes a connection.</summary>
internal sealed partial class WebSocketUpgrade(WebSocketTransport description, ILogger logger, Func<WebSocketDoor?> getDoor)
{
    private readonly ForwardedAddress _forwarded = new(description.TrustedProxies, description.ForwardedHeader);
    private readonly ILogger _logger = logger;

    /// <summary>Serves one request; for a connection it returns when that has ended.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        WebSocketDoor? door = getDoor();
        IPAddress? client = _forwarded.Resolve(context.Connection.RemoteIpAddress, context.Request.Headers[_forwarded.HeaderName]);
        StreamRefusal? refusal = Check(context) ?? (door == null ? StreamRefusal.NotStarted : await TryServeAsync(context, door, client).ConfigureAwait(false));
        if (refusal != null) await RefuseAsync(context, door, client, refusal.Value).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is for nothing here.</summary>
    public Task RefusePathAsync(HttpContext context) => RefuseAsync(context, getDoor(), context.Connection.RemoteIpAddress, StreamRefusal.WrongPath);

    private StreamRefusal? Check(HttpContext context) =>
        WebSocketRequest.Check(context) ?? (IsOriginAllowed(context.Request.Headers.Origin) ? null : StreamRefusal.OriginNotAllowed);

    private async Task<StreamRefusal?> TryServeAsync(HttpContext context, WebSocketDoor door, IPAddress? client)
    {
        ulong source = PeerAddress.SourceKey(client);
        if (door.Places.TryTake(source) is { } refusal) return refusal;
        try
        {
            return await TryConnectAsync(context, door, client).ConfigureAwait(false);
        }
        finally
        {
            door.Places.Release(source);
        }
    }

    // For a connection it returns when that has ended.
    private async Task<StreamRefusal?> TryConnectAsync(HttpContext context, WebSocketDoor door, IPAddress? client)
    {
        if (door.Session.TryAdmit(client) is not { } link) return StreamRefusal.ServerFull;
        Stream stream;
        try
        {
            stream = await WebSocketRequest.AcceptAsync(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It left in this moment, or the gate has just cut it off; the gate counts it.
            door.Session.Release(link.ConnectionId);
            LogLeft(link.Address, failure.Message);
            return null;
        }
        if (context.Features.Get<Handshake>() is { } handshake && door.Gate?.TrySettle(handshake) == false)
        {
            door.Session.Release(link.ConnectionId);
            return null;
        }
        var throttle = new ThrottledStream(stream, description.TimeProvider, door.OnThrottled);
        using var socket = WebSocket.CreateFromStream(throttle, CreateOptions());
        // The request is aborted too, because disposing a socket does not wake a read that is under way in Kestrel. First, because what it wakes may end the request at once.
        IHttpRequestLifetimeFeature request = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        link.AttachAbort(() =>
        {
            request.Abort();
            socket.Abort();
        });
        await link.RunAsync(socket, throttle).ConfigureAwait(false);
        return null;
    }

    private WebSocketCreationOptions CreateOptions()
    {
        bool pings = description.KeepAliveInterval > TimeSpan.Zero;
        return new WebSocketCreationOptions
        {
            IsServer = true,
            KeepAliveInterval = pings ? description.KeepAliveInterval : Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = pings ? description.IdleTimeout : Timeout.InfiniteTimeSpan,
        };
    }

    private bool IsOriginAllowed(string? origin) =>
        description.AllowedOrigins.Count == 0 || string.IsNullOrEmpty(origin) || description.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private async Task RefuseAsync(HttpContext context, WebSocketDoor? door, IPAddress? client, StreamRefusal refusal)
    {
        if (context.Features.Get<Handshake>() is { } handshake) door?.Gate?.TrySettle(handshake);
        door?.Refusals.Count(refusal);
        (int status, string reason) = Explain(refusal);
        LogRefused(PeerAddress.Text(client ?? context.Connection.RemoteIpAddress), reason);
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close";
        if (refusal == StreamRefusal.WrongVersion) WebSocketRequest.OfferVersion(context.Response);
        await context.Response.WriteAsync(reason).ConfigureAwait(false);
    }

    private static (int Status, string Reason) Explain(StreamRefusal refusal) => refusal switch
    {
        StreamRefusal.WrongVersion => (StatusCodes.Status426UpgradeRequired, "only version 13 of the WebSocket protocol is spoken here"),
        StreamRefusal.WrongPath => (StatusCodes.Status404NotFound, "there is nothing at this path"),
        StreamRefusal.OriginNotAllowed => (StatusCodes.Status403Forbidden, "pages of this origin may not connect"),
        StreamRefusal.TooManyFromOneAddress => (StatusCodes.Status429TooManyRequests, "there are too many connections from this address (if it is a proxy, the server must be told to trust it)"),
        StreamRefusal.ServerFull => (StatusCodes.Status503ServiceUnavailable, "the server is full"),
        StreamRefusal.NotStarted => (StatusCodes.Status503ServiceUnavailable, "the game server is not started"),
        _ => (StatusCodes.Status400BadRequest, "this is no valid WebSocket upgrade (RFC 6455, version 13)"),
    };

    // One line each only for who looks closely: the counters log their sum, so that a flood is no flood of lines.
    [LoggerMessage(LogLevel.Debug, "A WebSocket request from {address} was refused: {reason}.")]
    private partial void LogRefused(string address, string reason);

    [LoggerMessage(LogLevel.Debug, "A WebSocket client at {address} left during the upgrade: {reason}")]
    private partial void LogLeft(string address, string reason);
}
