namespace Tain;

/// <summary>How a message looks inside a batch: its 16-bit id, little endian, then its content.</summary>
public static class NetworkMessages
{
    /// <summary>The bytes of the id in front of each message.</summary>
    public const int IdSize = sizeof(ushort);

    /// <summary>The id of a message type.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>The 16-bit hash of its wire name.</returns>
    public static ushort GetId<T>() where T : struct, NetworkMessage => NetworkMessageId<T>.Id;

    /// <summary>Writes id and content.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="InvalidOperationException">There is no writer for the type; the text says what to do.</exception>
    public static void Pack<T>(T message, NetworkWriter writer) where T : struct, NetworkMessage
    {
        writer.WriteUShort(NetworkMessageId<T>.Id);
        writer.Write(message);
    }

    /// <summary>Reads the id.</summary>
    /// <param name="reader">Stands behind the id afterwards.</param>
    /// <param name="messageId">The id.</param>
    /// <returns>False when there are not even two bytes; nothing is read then.</returns>
    public static bool UnpackId(NetworkReader reader, out ushort messageId)
    {
        messageId = 0;
        if (reader.Remaining < IdSize) return false;
        messageId = reader.ReadUShort();
        return true;
    }
}
