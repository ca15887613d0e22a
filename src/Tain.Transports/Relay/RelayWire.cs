using System.Buffers.Binary;

namespace Tain.Transports;

/// <summary>
/// The header that a relay's datagrams carry, little endian; a different one in each direction. To the relay: u32 user, u32 session, u8 type; data from a server adds the
/// receiver, i32 connection. From the relay: u8 type; data for a server adds the sender, i32 connection; an answer to a ping adds u8 state. Then comes the KCP datagram.
/// </summary>
internal static class RelayWire
{
    public const byte Ping = 1;
    public const byte Data = 2;

    /// <summary>User, session and type: all of a client's header, and of any ping.</summary>
    public const int IdentityBytes = sizeof(uint) + sizeof(uint) + sizeof(byte);

    public const int FromServerBytes = IdentityBytes + sizeof(int);
    public const int ToServerBytes = sizeof(byte) + sizeof(int);
    public const int ToClientBytes = sizeof(byte);
    public const int PingAnswerBytes = sizeof(byte) + sizeof(byte);

    /// <summary>What the largest of the headers takes from a datagram. The reference reserves it on both sides, so both have to.</summary>
    public const int OverheadBytes = FromServerBytes;

    /// <summary>Largest UDP payload, header included; as under KCP.</summary>
    public const int MaxDatagramBytes = 1_200;

    public static void WriteIdentity(Span<byte> to, uint userId, uint sessionId, byte type)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, userId);
        BinaryPrimitives.WriteUInt32LittleEndian(to[sizeof(uint)..], sessionId);
        to[2 * sizeof(uint)] = type;
    }

    public static bool TryReadIdentity(ReadOnlySpan<byte> datagram, out uint userId, out uint sessionId, out byte type)
    {
        bool whole = datagram.Length >= IdentityBytes;
        userId = whole ? BinaryPrimitives.ReadUInt32LittleEndian(datagram) : 0;
        sessionId = whole ? BinaryPrimitives.ReadUInt32LittleEndian(datagram[sizeof(uint)..]) : 0;
        type = whole ? datagram[2 * sizeof(uint)] : (byte)0;
        return whole;
    }
}
