using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Tcp;

/// <summary>The two streams of the session between a real Mirror server and a real Mirror client over Telepathy.</summary>
internal static class RecordedTcpSession
{
    /// <summary>All bytes of one direction.</summary>
    public static byte[] Stream(bool fromServer) => [.. Chunks(fromServer).SelectMany(chunk => chunk)];

    /// <summary>The bytes of one direction in the pieces in which they were read from the socket.</summary>
    public static List<byte[]> Chunks(bool fromServer)
    {
        string direction = fromServer ? "server to client" : "client to server";
        return [.. Packets().Where(packet => packet.Text("direction") == direction).Select(packet => packet.Hex("hex"))];
    }

    /// <summary>The messages of one direction, found by their lengths.</summary>
    public static List<byte[]> Messages(bool fromServer)
    {
        var messages = new List<byte[]>();
        byte[] stream = Stream(fromServer);
        for (int at = 0; at < stream.Length;)
        {
            int length = (stream[at] << 24) | (stream[at + 1] << 16) | (stream[at + 2] << 8) | stream[at + 3];
            messages.Add(stream[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }
        return messages;
    }

    private static IEnumerable<JsonElement> Packets() => Vectors.Load("session-telepathy.json").GetProperty("packets").EnumerateArray();
}
