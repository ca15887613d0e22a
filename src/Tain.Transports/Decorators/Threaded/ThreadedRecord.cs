using System.Buffers.Binary;
using System.Text;

namespace Tain.Transports;

/// <summary>What the two sides of a threaded endpoint tell each other.</summary>
internal enum ThreadedRecordKind : byte
{
    /// <summary>Event: a connection is usable; the bytes are its address as text.</summary>
    Connected = 1,

    /// <summary>Event: a packet came. Request: send it. The code is the channel.</summary>
    Packet = 2,

    /// <summary>Event: a connection is gone.</summary>
    Disconnected = 3,

    /// <summary>Event: something went wrong; the code is a <see cref="TransportError"/>, the bytes are the reason as text.</summary>
    Error = 4,

    /// <summary>Request of a client: connect to the host that the bytes name.</summary>
    ConnectToHost = 5,

    /// <summary>Request of a client: connect to the URI in the bytes.</summary>
    ConnectToUri = 6,

    /// <summary>Request of a world: the connection shall belong to the world that the bytes name.</summary>
    HandOver = 7,
}

/// <summary>One entry of a <see cref="ThreadedQueue"/>. Its bytes are borrowed from there.</summary>
internal readonly ref struct ThreadedRecord(ThreadedRecordKind kind, int connectionId, int session, byte code, ReadOnlySpan<byte> bytes)
{
    // In memory: u8 kind, u8 code, i32 connection, i32 session; little endian.
    public const int HeaderBytes = (2 * sizeof(byte)) + (2 * sizeof(int));

    public ThreadedRecordKind Kind { get; } = kind;

    public int ConnectionId { get; } = connectionId;

    /// <summary>Tells apart connections that had the same id one after the other, and the connects of a client.</summary>
    public int Session { get; } = session;

    public byte Code { get; } = code;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public Channel Channel => (Channel)Code;

    public static ThreadedRecord Read(ReadOnlySpan<byte> entry) => new(
        (ThreadedRecordKind)entry[0],
        BinaryPrimitives.ReadInt32LittleEndian(entry[2..]),
        BinaryPrimitives.ReadInt32LittleEndian(entry[6..]),
        entry[1],
        entry[HeaderBytes..]);

    public void WriteHeader(Span<byte> header)
    {
        header[0] = (byte)Kind;
        header[1] = Code;
        BinaryPrimitives.WriteInt32LittleEndian(header[2..], ConnectionId);
        BinaryPrimitives.WriteInt32LittleEndian(header[6..], Session);
    }

    /// <summary>This record as the event that the game sees.</summary>
    public TransportEvent ToEvent() => Kind switch
    {
        ThreadedRecordKind.Connected => TransportEvent.Connected(ConnectionId, Text),
        ThreadedRecordKind.Packet => TransportEvent.Received(ConnectionId, Bytes, Channel),
        ThreadedRecordKind.Disconnected => TransportEvent.Disconnected(ConnectionId),
        _ => TransportEvent.Error(ConnectionId, (TransportError)Code, Text),
    };
}
