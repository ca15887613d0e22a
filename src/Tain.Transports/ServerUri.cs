using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tain.Transports;

/// <summary>The URI under which clients reach a server on this machine.</summary>
internal static class ServerUri
{
    private const string Fallback = "localhost";

    /// <summary>Builds the URI from the machine's name.</summary>
    /// <param name="scheme">The transport's scheme.</param>
    /// <param name="port">The port really bound.</param>
    /// <returns>A URI; its host is <c>localhost</c> when the machine's name is none that a URI can carry.</returns>
    public static Uri ForThisMachine(string scheme, int port)
    {
        string? host;
        try
        {
            host = Dns.GetHostName();
        }
        catch (SocketException)
        {
            // A machine without a name is reached as itself; discovery and logs need some URI.
            host = null;
        }
        return Create(scheme, host, port);
    }

    /// <summary>Builds the URI for a host name, which may be anything a person typed into a control panel.</summary>
    public static Uri Create(string scheme, string? host, int port)
    {
        if (!string.IsNullOrWhiteSpace(host))
        {
            if (ToPunycode(host) is { } ascii && TryCreate(scheme, ascii, port, out Uri? uri)) return uri;
            if (TryCreate(scheme, host, port, out uri)) return uri;
        }
        return new Uri($"{scheme}://{Fallback}:{port}");
    }

    private static string? ToPunycode(string host)
    {
        try
        {
            return new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool TryCreate(string scheme, string host, int port, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate($"{scheme}://{host}:{port}", UriKind.Absolute, out uri)
        && uri.Host.Length > 0 && uri.Port == port && uri.UserInfo.Length == 0;
}
