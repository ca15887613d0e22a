using System.Runtime.CompilerServices;
using Tain.Messages;

namespace Tain.Tests;

/// <summary>A message with a value, a text and bytes: something to count, something to allocate, something to cut off.</summary>
internal struct Note : NetworkMessage
{
    public int Number;
    public string? Text;
    public ArraySegment<byte> Payload;

    public override readonly string ToString() => $"{Number} {Text} {Vectors.Hex(Payload)}";
}

/// <summary>A message that costs nothing to read.</summary>
internal struct Move : NetworkMessage
{
    public float X;
    public float Y;
}

/// <summary>A message that nobody handles.</summary>
internal struct Unhandled : NetworkMessage;

internal static class TestMessages
{
    // What the weaver does for a game's messages.
    [ModuleInitializer]
    internal static void Register()
    {
        Writer<Note>.write = (writer, note) =>
        {
            writer.WriteVarInt(note.Number);
            writer.WriteString(note.Text);
            writer.WriteArraySegmentAndSize(note.Payload);
        };
        Reader<Note>.read = reader => new Note { Number = reader.ReadVarInt(), Text = reader.ReadString(), Payload = reader.ReadArraySegmentAndSize() };
        Writer<Move>.write = (writer, move) =>
        {
            writer.WriteFloat(move.X);
            writer.WriteFloat(move.Y);
        };
        Reader<Move>.read = reader => new Move { X = reader.ReadFloat(), Y = reader.ReadFloat() };
        Writer<Unhandled>.write = (_, _) => { };
        Reader<Unhandled>.read = _ => default;
    }

    /// <summary>A packet as a peer would send it: a timestamp and messages with their lengths.</summary>
    public static byte[] Packet(double timestamp, params byte[][] messages)
    {
        var writer = new NetworkWriter();
        writer.WriteDouble(timestamp);
        foreach (byte[] message in messages)
        {
            writer.WriteVarUInt((uint)message.Length);
            writer.WriteBytes(message);
        }

        return writer.ToArray();
    }

    public static byte[] Packed<T>(T message) where T : struct, NetworkMessage
    {
        var writer = new NetworkWriter();
        NetworkMessages.Pack(message, writer);
        return writer.ToArray();
    }

    /// <summary>Whether a packet holds a message of a type.</summary>
    public static bool Contains<T>(ReadOnlySpan<byte> packet) where T : struct, NetworkMessage
    {
        var unbatcher = new Unbatcher();
        Assert.Equal(RejectReason.None, unbatcher.AddBatch(packet));
        while (unbatcher.TryGetNext(out BatchedMessage message, out _))
        {
            var reader = new NetworkReader(message.Bytes);
            if (NetworkMessages.UnpackId(reader, out ushort id) && id == NetworkMessageId<T>.Id) return true;
        }
        return false;
    }
}
