using System.Buffers.Binary;
using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Tests.Sessions;

/// <summary>A batch of a recorded session: who sent it, on which channel it arrived, and its bytes.</summary>
internal readonly record struct SessionBatch(bool FromServer, int Channel, byte[] Bytes);

/// <summary>The batches of the recorded sessions between a real Mirror server and client, freed from what each transport puts around them.</summary>
internal static class RecordedSession
{
    public static IEnumerable<SessionBatch> Load(string transport) => transport switch
    {
        "kcp" => RecordedKcpSession.ReadBatches().Select(batch => new SessionBatch(batch.FromServer, (int)batch.Channel, batch.Bytes)),
        "telepathy" => Directions("session-telepathy.json", SplitTelepathy),
        "web" => Directions("session-web.json", SplitWeb),
        _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such recording."),
    };

    private static IEnumerable<SessionBatch> Directions(string file, Func<byte[], bool, IEnumerable<byte[]>> split)
    {
        JsonElement packets = Vectors.Load(file).GetProperty("packets");
        foreach (bool fromServer in new[] { true, false })
        {
            string direction = fromServer ? "server to client" : "client to server";
            byte[] stream = [.. packets.EnumerateArray().Where(packet => packet.GetProperty("direction").GetString() == direction).SelectMany(packet => packet.GetProperty("hex").Bytes())];
            foreach (byte[] batch in split(stream, fromServer)) yield return new SessionBatch(fromServer, Channels.Reliable, batch);
        }
    }

    // Each message behind its length, a big-endian int.
    private static IEnumerable<byte[]> SplitTelepathy(byte[] stream, bool fromServer)
    {
        for (int at = 0; at < stream.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(at));
            yield return stream[(at + 4)..(at + 4 + length)];
            at += 4 + length;
        }
    }

    // An HTTP head, then frames (RFC 6455 5.2); those of a client are masked.
    private static IEnumerable<byte[]> SplitWeb(byte[] stream, bool fromServer)
    {
        const byte binary = 0x82;
        const byte close = 0x88;
        for (int at = stream.AsSpan().IndexOf("\r\n\r\n"u8) + 4; at < stream.Length;)
        {
            byte kind = stream[at];
            bool isMasked = (stream[at + 1] & 0x80) != 0;
            int length = stream[at + 1] & 0x7F;
            at += 2;
            if (length == 126)
            {
                length = BinaryPrimitives.ReadUInt16BigEndian(stream.AsSpan(at));
                at += 2;
            }

            Assert.InRange(length, 0, 16_384);
            Assert.Equal(!fromServer, isMasked);
            byte[] mask = isMasked ? stream[at..(at + 4)] : new byte[4];
            if (isMasked) at += 4;
            byte[] payload = [.. stream[at..(at + length)].Select((value, i) => (byte)(value ^ mask[i % 4]))];
            at += length;
            if (kind == binary) yield return payload;
            else Assert.Equal(close, kind);
        }
    }
}
