using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Tain.Transports.Wire;

/// <summary>The session between Mirror's own WebSocket client and server in tests/vectors/session-web.json, as two byte streams.</summary>
internal sealed class RecordedWebSession
{
    private const string EndOfHeaders = "\r\n\r\n";

    private RecordedWebSession(byte[] clientStream, byte[] serverStream)
    {
        (ClientRequest, ClientFrames) = Split(clientStream);
        (ServerResponse, ServerFrames) = Split(serverStream);
    }

    /// <summary>The client's HTTP upgrade.</summary>
    public string ClientRequest { get; }

    /// <summary>What the client sent after it, masked frames.</summary>
    public byte[] ClientFrames { get; }

    /// <summary>The server's answer.</summary>
    public string ServerResponse { get; }

    /// <summary>What the server sent after it, frames without mask.</summary>
    public byte[] ServerFrames { get; }

    public static RecordedWebSession Load()
    {
        string directory = typeof(RecordedWebSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "VectorsDirectory").Value!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "session-web.json")));
        var client = new List<byte>();
        var server = new List<byte>();
        foreach (JsonElement packet in document.RootElement.GetProperty("packets").EnumerateArray())
        {
            bool isClients = packet.GetProperty("direction").GetString()!.StartsWith("client to", StringComparison.Ordinal);
            (isClients ? client : server).AddRange(Convert.FromHexString(packet.GetProperty("hex").GetString()!));
        }
        return new RecordedWebSession([.. client], [.. server]);
    }

    private static (string Head, byte[] Frames) Split(byte[] stream)
    {
        int end = Encoding.Latin1.GetString(stream).IndexOf(EndOfHeaders, StringComparison.Ordinal) + EndOfHeaders.Length;
        return (Encoding.Latin1.GetString(stream, 0, end), stream[end..]);
    }
}
