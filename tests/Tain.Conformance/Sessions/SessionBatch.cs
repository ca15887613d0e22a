using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>A batch of a session: what one side handed to its transport at the end of a frame.</summary>
/// <param name="Ms">When it was seen on the wire, in milliseconds of the recording.</param>
/// <param name="FromServer">True: from server to client.</param>
/// <param name="Channel">The channel it came on; a stream has one only.</param>
/// <param name="Bytes">The timestamp, then messages.</param>
internal sealed record SessionBatch(double Ms, bool FromServer, int Channel, byte[] Bytes)
{
    /// <summary>The sender's clock in the frame in which these messages were sent.</summary>
    public double Timestamp => BitConverter.ToDouble(Bytes);

    /// <summary>The messages, id and content each.</summary>
    public List<byte[]> Messages => new SentPacket(0, Channel, Bytes).Messages();

    /// <summary>The first message of a type in it.</summary>
    public T? Find<T>() where T : struct, NetworkMessage
    {
        T? found = null;
        new SentPacket(0, Channel, Bytes).ForEach<T>((message, _) => found ??= message);
        return found;
    }
}
