namespace Tain.Transports;

/// <summary>Turns what a user gives as an address into the URI to connect to: the configured port and path stand in for those that are missing.</summary>
internal static class WebSocketAddress
{
    /// <summary>Completes a host name or address.</summary>
    public static Uri FromHost(string host, WebSocketClientTransport description)
    {
        // UriBuilder puts brackets around an IPv6 address by itself; one that has them already stays as it is.
        var builder = new UriBuilder(description.Scheme, host) { Port = description.Port == 0 ? -1 : description.Port, Path = description.Path };
        return builder.Uri;
    }

    /// <summary>Completes a ws or wss URI.</summary>
    /// <exception cref="ArgumentException">The scheme is another one.</exception>
    public static Uri FromUri(Uri uri, WebSocketClientTransport description)
    {
        if (uri.Scheme is not ("ws" or "wss")) throw new ArgumentException($"'{uri}' is no WebSocket address; it begins with 'ws:' or 'wss:'.", nameof(uri));
        var builder = new UriBuilder(uri);
        if (!NamesItsPort(uri) && description.Port != 0) builder.Port = description.Port;
        if (uri.AbsolutePath is "" or "/") builder.Path = description.Path;
        return builder.Uri;
    }

    // Uri forgets whether ":80" was written, and a written port must win over the configured one.
    private static bool NamesItsPort(Uri uri)
    {
        if (!uri.IsDefaultPort) return true;
        ReadOnlySpan<char> rest = uri.OriginalString.AsSpan(uri.OriginalString.IndexOf("//", StringComparison.Ordinal) + 2);
        int end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).EndsWith($":{uri.Port}", StringComparison.Ordinal);
    }
}
