using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;

namespace Tain.Transports;

/// <summary>
/// Finds out who is behind the proxies (W-05): from the socket leftwards through the header as long as the address at hand is a trusted proxy's. The first that is none
/// is the client. What stands left of it, anybody may have written.
/// </summary>
/// <param name="proxies">The networks of trusted proxies.</param>
/// <param name="header">How they say whom they speak for.</param>
internal sealed class ForwardedAddress(IReadOnlyCollection<IPNetwork> proxies, ForwardedHeader header)
{
    /// <summary>The header that is read.</summary>
    public string HeaderName => header == ForwardedHeader.Forwarded ? "Forwarded" : "X-Forwarded-For";

    /// <summary>The client's address.</summary>
    /// <param name="socket">Who opened the socket.</param>
    /// <param name="lines">The header's lines, as they came.</param>
    /// <returns>An address that is not IPv4 in IPv6; null when the socket has none.</returns>
    public IPAddress? Resolve(IPAddress? socket, StringValues lines)
    {
        if (socket == null) return null;
        IPAddress client = PeerAddress.Plain(socket);
        for (int i = lines.Count - 1; i >= 0; i--)
        {
            string[] hops = Hops(lines[i] ?? "");
            for (int j = hops.Length - 1; j >= 0; j--)
            {
                // What is no address ends the search: the last proxy that could be read answers for it.
                if (!IsProxy(client) || Parse(hops[j]) is not { } next) return client;
                client = next;
            }
        }
        return client;
    }

    /// <summary>Reads an address with or without port: <c>1.2.3.4</c>, <c>1.2.3.4:5</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]</c>, <c>[2001:db8::1]:5</c>.</summary>
    /// <returns>Null when it is something else, as <c>unknown</c> and <c>_hidden</c> of RFC 7239 are.</returns>
    public static IPAddress? Parse(string text)
    {
        ReadOnlySpan<char> host = text.AsSpan().Trim();
        if (host.StartsWith("["))
        {
            int end = host.IndexOf(']');
            if (end < 0 || !IsPort(host[(end + 1)..])) return null;
            return IPAddress.TryParse(host[1..end], out IPAddress? bracketed) && bracketed.AddressFamily == AddressFamily.InterNetworkV6 ? PeerAddress.Plain(bracketed) : null;
        }
        int colon = host.IndexOf(':');
        if (colon >= 0 && colon == host.LastIndexOf(':'))
        {
            if (!IsPort(host[colon..])) return null;
            host = host[..colon];
        }
        if (!IPAddress.TryParse(host, out IPAddress? address)) return null;
        // "1" and "0x7f.1" are addresses to the parser and nothing that a proxy writes.
        bool isWritten = address.AddressFamily == AddressFamily.InterNetworkV6 || host.Equals(address.ToString(), StringComparison.Ordinal);
        return isWritten ? PeerAddress.Plain(address) : null;
    }

    private bool IsProxy(IPAddress address)
    {
        foreach (IPNetwork network in proxies)
        {
            if (network.Contains(address)) return true;
        }
        return false;
    }

    private string[] Hops(string line) => header == ForwardedHeader.Forwarded ? [.. ForwardedElements(line)] : line.Split(',');

    // Elements of RFC 7239: pairs behind semicolons, quotes around what has a colon. One without "for" is no address, and stops the search.
    private static List<string> ForwardedElements(string line)
    {
        var hops = new List<string>();
        foreach (string element in SplitUnquoted(line, ','))
        {
            string hop = "";
            foreach (string pair in SplitUnquoted(element, ';'))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0 && pair.AsSpan(0, equals).Trim().Equals("for", StringComparison.OrdinalIgnoreCase)) hop = pair[(equals + 1)..].Trim().Trim('"');
            }
            hops.Add(hop);
        }
        return hops;
    }

    private static List<string> SplitUnquoted(string text, char separator)
    {
        var parts = new List<string>();
        bool isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            if (isQuoted || text[i] != separator) continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
