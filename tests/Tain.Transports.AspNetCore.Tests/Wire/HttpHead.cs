using System.Security.Cryptography;
using System.Text;

namespace Tain.Transports.Wire;

/// <summary>The head of an HTTP message as Mirror's tolerant-in-nothing parser sees it.</summary>
internal sealed class HttpHead
{
    public HttpHead(string text)
    {
        string[] lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        FirstLine = lines[0];
        Headers = [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts.Length == 2 ? parts[1] : ""))];
    }

    public string FirstLine { get; }

    public List<(string Name, string Value)> Headers { get; }

    public string this[string name] => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static string AcceptValue(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    /// <summary>A correct upgrade request, with a line changed or added where a test wants it wrong.</summary>
    public static string Request(string path = "/", string? without = null, params string[] extra)
    {
        string[] lines =
        [
            $"GET {path} HTTP/1.1", "Host: 127.0.0.1:27777", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ];
        IEnumerable<string> kept = lines.Where(line => without == null || !line.StartsWith(without, StringComparison.Ordinal));
        return string.Join("\r\n", kept.Concat(extra)) + "\r\n\r\n";
    }
}
