using System.Collections.Concurrent;

namespace Tain;

/// <summary>The names of the message types whose ids were asked for, so that the log can name a message of which only the bytes are left.</summary>
internal static class NetworkMessageNames
{
    private static readonly ConcurrentDictionary<ushort, string> s_names = new();

    public static void Add(ushort id, string name) => s_names.TryAdd(id, name);

    /// <summary>What a packed message is called.</summary>
    /// <param name="message">Id and content.</param>
    public static string Of(ReadOnlySpan<byte> message)
    {
        if (message.Length < NetworkMessages.IdSize) return "message without id";
        ushort id = System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(message);
        return s_names.TryGetValue(id, out string? name) ? name : $"message with id {id}";
    }
}
