using System.Buffers.Binary;

namespace Tain.Transports.Tcp;

/// <summary>The framing alone: bytes in, messages out, and back.</summary>
public class TcpFrameTests
{
    private const int Limit = 16_384;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheRecordedSessionIsTheSameInAnyCut(bool fromServer)
    {
        byte[] stream = RecordedTcpSession.Stream(fromServer);
        string[] expected = [.. RecordedTcpSession.Messages(fromServer).Select(Convert.ToHexString)];
        Assert.InRange(expected.Length, 20, int.MaxValue);

        for (int piece = 1; piece <= 200; piece++) Assert.Equal(expected, Read(stream, () => piece));
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(expected, Read(stream, () => random.Next(1, 600)));
        }
        Assert.Equal(expected, Read(stream, () => stream.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsWrittenIsWhatMirrorWrote(bool fromServer)
    {
        var writer = new TcpFrameWriter();
        var written = new List<byte>();
        foreach (byte[] message in RecordedTcpSession.Messages(fromServer))
        {
            if (!writer.TryAppend(message))
            {
                written.AddRange(writer.Written.Span);
                writer.Clear();
                Assert.True(writer.TryAppend(message));
            }
        }
        written.AddRange(writer.Written.Span);

        Assert.Equal(Convert.ToHexString(RecordedTcpSession.Stream(fromServer)), Convert.ToHexString(written.ToArray()));
    }

    [Fact]
    public void TwoMessagesStandBehindEachOther()
    {
        var writer = new TcpFrameWriter();
        Assert.True(writer.TryAppend([0x01]));
        Assert.True(writer.TryAppend([0x02, 0x03]));

        Assert.Equal("0000000101000000020203", Convert.ToHexString(writer.Written.Span));
    }

    [Fact]
    public void AWriteIsFullAtSixteenKilobytesUnlessOneMessageIsLarger()
    {
        var writer = new TcpFrameWriter();
        Assert.True(writer.TryAppend(new byte[100_000]));
        Assert.False(writer.TryAppend([1]));
        Assert.Equal(100_004, writer.Written.Length);

        writer.Clear();
        int messages = 0;
        while (writer.TryAppend(new byte[1020])) messages++;
        Assert.Equal(16, messages);
        Assert.Equal(16 * 1024, writer.Written.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(Limit + 1)]
    public void ALengthOutOfRangeEndsTheReadingAndCostsNothing(int length)
    {
        var reader = new TcpFrameReader(Limit);
        byte[] header = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(header, length);

        Feed(reader, [0, 0, 0, 1, 42, .. header, 0, 0, 0, 1, 43]);
        Assert.True(reader.TryRead(out ReadOnlyMemory<byte> message));
        Assert.Equal([42], message.ToArray());
        Assert.False(reader.TryRead(out _));
        Assert.Equal(length, reader.InvalidLength);
        Assert.False(reader.TryRead(out _));
        Assert.InRange(reader.BufferBytes, 1, 4096);
    }

    [Fact]
    public void TheBufferGrowsWithTheBytesThatComeNotWithThoseAnnounced()
    {
        var reader = new TcpFrameReader(1024 * 1024);
        Feed(reader, [0, 0x10, 0, 0, 1, 2, 3]);   // a message of 1 MB begins
        Assert.False(reader.TryRead(out _));
        Assert.False(reader.GetSpace().IsEmpty);
        Assert.InRange(reader.BufferBytes, 1, 4096);

        byte[] rest = new byte[(1024 * 1024) - 3];
        for (int at = 0; at < rest.Length;)
        {
            int count = Math.Min(reader.GetSpace().Length, rest.Length - at);
            reader.Advance(count);
            at += count;
        }
        Assert.True(reader.TryRead(out ReadOnlyMemory<byte> message));
        Assert.Equal(1024 * 1024, message.Length);
        Assert.InRange(reader.BufferBytes, message.Length, message.Length + 4);
    }

    [Fact]
    public void TheLargestMessagePassesAndTheSmallestLimitWorks()
    {
        foreach (int limit in (int[])[1, 2, 2047, 2048, Limit])
        {
            byte[] stream = [.. TcpRig.Frame(new byte[limit]), .. TcpRig.Frame(7)];
            Assert.Equal([new string('0', 2 * limit), "07"], Read(stream, () => 100, limit));
        }
    }

    private static List<string> Read(byte[] stream, Func<int> nextPiece, int limit = Limit)
    {
        var reader = new TcpFrameReader(limit);
        var messages = new List<string>();
        for (int at = 0; at < stream.Length;)
        {
            Memory<byte> space = reader.GetSpace();
            int count = Math.Min(Math.Min(nextPiece(), space.Length), stream.Length - at);
            stream.AsSpan(at, count).CopyTo(space.Span);
            reader.Advance(count);
            at += count;
            while (reader.TryRead(out ReadOnlyMemory<byte> message)) messages.Add(Convert.ToHexString(message.Span));
        }
        Assert.Null(reader.InvalidLength);
        return messages;
    }

    private static void Feed(TcpFrameReader reader, byte[] bytes)
    {
        bytes.CopyTo(reader.GetSpace());
        reader.Advance(bytes.Length);
    }
}
