using System.Buffers.Binary;

namespace Tain.Conformance.Sessions;

/// <summary>
/// kcp2k's datagrams (docs/kcp-wire.md, docs/mirror/transports.md 2), read here without the library: a channel, a cookie, then either one unreliable packet or the segments
/// of a stream of numbered, acknowledged messages.
/// </summary>
internal sealed class KcpFraming : SessionFraming
{
    private const byte ReliableChannel = 1, UnreliableChannel = 2;
    private const byte Hello = 1, Ping = 2, ReliableData = 3, UnreliableData = 4, Disconnect = 5;
    private const byte Push = 81, Acknowledge = 82;
    private const int EnvelopeBytes = 5, SegmentHeaderBytes = 24;

    private readonly Stream _fromServer = new();
    private readonly Stream _fromClient = new();
    private uint _cookie;

    public override void Read(double ms, bool fromServer, byte[] packet)
    {
        // The client takes the server's cookie from its first datagram; until then it sends none.
        uint cookie = BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(1));
        if (fromServer && _cookie == 0) _cookie = cookie;
        Assert.Equal(_cookie, cookie);
        ReadOnlySpan<byte> content = packet.AsSpan(EnvelopeBytes);
        if (packet[0] == UnreliableChannel)
        {
            ReadUnreliable(ms, fromServer, content);
            return;
        }
        Assert.Equal(ReliableChannel, packet[0]);
        while (content.Length > 0) content = ReadSegment(ms, fromServer, content);
    }

    public override void End()
    {
        Assert.Empty(_fromServer.Early);
        Assert.Empty(_fromClient.Early);
        Assert.Empty(_fromServer.Open);
        Assert.Empty(_fromClient.Open);
    }

    private void ReadUnreliable(double ms, bool fromServer, ReadOnlySpan<byte> content)
    {
        if (content[0] == UnreliableData)
        {
            Batches.Add(new SessionBatch(ms, fromServer, Channels.Unreliable, content[1..].ToArray()));
            return;
        }
        Assert.Equal(Disconnect, content[0]);
        Note(fromServer, "disconnect");
    }

    // conversation 4, command 1, fragment 1, window 2, time 4, number 4, acknowledged 4, length 4; little-endian.
    private ReadOnlySpan<byte> ReadSegment(double ms, bool fromServer, ReadOnlySpan<byte> content)
    {
        byte command = content[4];
        byte fragment = content[5];
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(content[12..]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(content[20..]);
        ReadOnlySpan<byte> data = content.Slice(SegmentHeaderBytes, length);
        if (command == Push)
        {
            Stream stream = fromServer ? _fromServer : _fromClient;
            if (number >= stream.Next) stream.Early[number] = (fragment, data.ToArray());
            while (stream.TryTakeMessage(out byte[] message)) ReadReliable(ms, fromServer, message);
        }
        else
        {
            Assert.Equal(Acknowledge, command);
        }
        return content[(SegmentHeaderBytes + length)..];
    }

    private void ReadReliable(double ms, bool fromServer, byte[] message)
    {
        switch (message[0])
        {
            case ReliableData:
                Batches.Add(new SessionBatch(ms, fromServer, Channels.Reliable, message[1..]));
                break;
            case Hello:
                Note(fromServer, "hello");
                break;
            default:
                Assert.Equal(Ping, message[0]);
                Note(fromServer, "ping");
                break;
        }
    }

    /// <summary>One direction: pieces by number, put together in order. The last piece of a message has fragment 0.</summary>
    private sealed class Stream
    {
        public uint Next { get; private set; }

        public Dictionary<uint, (byte Fragment, byte[] Data)> Early { get; } = [];

        public List<byte> Open { get; } = [];

        public bool TryTakeMessage(out byte[] message)
        {
            while (Early.Remove(Next, out (byte Fragment, byte[] Data) piece))
            {
                Next++;
                Open.AddRange(piece.Data);
                if (piece.Fragment > 0) continue;
                message = [.. Open];
                Open.Clear();
                return true;
            }
            message = [];
            return false;
        }
    }
}
