using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tain.Transports;

/// <summary>
/// The opening handshake of RFC 6455, and of RFC 8441 where an application speaks HTTP/2: is this request one, and the answer that makes it a connection. Kestrel has
/// checked the request line and the headers before; they may be repeated and empty, which Mirror's cannot take.
/// </summary>
internal static class WebSocketRequest
{
    private const string Version = "13";
    private const int KeyChars = 24;
    private const int KeyBytes = 16;

    /// <summary>Looks at a request.</summary>
    /// <returns>Why it is no upgrade; null when it is.</returns>
    public static StreamRefusal? Check(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (IsExtendedConnect(context)) return request.Headers.SecWebSocketVersion == Version ? null : StreamRefusal.WrongVersion;
        bool isUpgrade = HttpMethods.IsGet(request.Method)
            && HttpProtocol.IsHttp11(request.Protocol)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && HasToken(request.Headers.Upgrade, "websocket")
            && HasToken(request.Headers.Connection, "Upgrade");
        if (!isUpgrade) return StreamRefusal.NotAnUpgrade;
        if (request.Headers.SecWebSocketVersion != Version) return StreamRefusal.WrongVersion;
        return IsKey(request.Headers.SecWebSocketKey) ? null : StreamRefusal.NotAnUpgrade;
    }

    /// <summary>Says yes. No subprotocol and no extension: Mirror's clients know neither, and a browser that asks for none must get none.</summary>
    /// <returns>The stream of frames.</returns>
    /// <exception cref="IOException">The peer has left.</exception>
    public static async ValueTask<Stream> AcceptAsync(HttpContext context)
    {
        if (IsExtendedConnect(context)) return await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync().ConfigureAwait(false);
        IHeaderDictionary answer = context.Response.Headers;
        answer.Upgrade = "websocket";
        answer.SecWebSocketAccept = AcceptValue(context.Request.Headers.SecWebSocketKey.ToString());
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
    }

    /// <summary>Says which version is spoken, as RFC 6455 wants it for another.</summary>
    public static void OfferVersion(HttpResponse response)
    {
        response.Headers.SecWebSocketVersion = Version;
        response.Headers.Upgrade = "websocket";
    }

    private static bool IsExtendedConnect(HttpContext context) => context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static bool HasToken(Microsoft.Extensions.Primitives.StringValues lines, string token)
    {
        foreach (string? line in lines)
        {
            foreach (Range part in line.AsSpan().Split(','))
            {
                if (line.AsSpan(part).Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }
        return false;
    }

    private static bool IsKey(Microsoft.Extensions.Primitives.StringValues lines) =>
        lines.Count == 1 && lines[0] is { Length: KeyChars } key && Base64.IsValid(key, out int bytes) && bytes == KeyBytes;

#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it proves that the answer is a WebSocket server's and protects nothing.
    private static string AcceptValue(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
