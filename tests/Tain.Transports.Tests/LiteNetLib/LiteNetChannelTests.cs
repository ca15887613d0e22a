namespace Tain.Transports.LiteNetLib;

/// <summary>The reliable channel's two halves alone: windows, acknowledgements, wrap-around.</summary>
public class LiteNetChannelTests
{
    private readonly LiteNetBufferPool _pool = new();

    [Fact]
    public void TheWindowHoldsSixtyFourPacketsUntilTheFirstIsAcknowledged()
    {
        var sender = new LiteNetSender(_pool, new LiteNetRoundTrip());
        var sent = new Sent();
        for (int i = 0; i < 100; i++) sender.Enqueue(Packet((byte)i));
        sender.Flush(0, sent);
        Assert.Equal(Enumerable.Range(0, 64), sent.Numbers);

        // All but the first: nothing may follow, or the receiver's window would leave the first behind.
        sent.Clear();
        Assert.True(sender.Acknowledge(new AckPacket(default, ulong.MaxValue - 1), 10));
        sender.Flush(10, sent);
        Assert.Empty(sent.Numbers);
        Assert.True(sender.Acknowledge(new AckPacket(default, ulong.MaxValue), 10));
        sender.Flush(10, sent);
        Assert.Equal(Enumerable.Range(64, 36), sent.Numbers);
    }

    [Fact]
    public void WhatIsNotAcknowledgedIsSentAgainAndWaitsLongerEachTime()
    {
        var sender = new LiteNetSender(_pool, new LiteNetRoundTrip());
        var sent = new Sent();
        sender.Enqueue(Packet(1));
        List<long> times = [];
        for (long ms = 0; ms < 400; ms++)
        {
            sender.Flush(ms, sent);
            if (sent.Numbers.Count > 0) times.Add(ms);
            sent.Clear();
        }
        // 27 ms before a round trip is known, then half as much again each time.
        Assert.Equal([0, 27, 67, 127, 217, 352], times);
        Assert.True(sender.IsStalled(5_000, 5_000));
    }

    [Fact]
    public void TheReceiverBringsPacketsIntoOrderOnce()
    {
        var receiver = new LiteNetReceiver(_pool);
        Assert.Empty(Taken(receiver, 1, 2));
        Assert.Equal([0, 1, 2], Taken(receiver, 0));
        Assert.Empty(Taken(receiver, 0, 1, 2, 4));
        Assert.Equal([3, 4], Taken(receiver, 3, 3, 4));
    }

    [Fact]
    public void AnAcknowledgementsWindowBeginsNoLaterThanTheSendersOwn()
    {
        var receiver = new LiteNetReceiver(_pool);
        for (int number = 0; number < 64; number++) Taken(receiver, number);
        Assert.Equal(new AckPacket(default, ulong.MaxValue), receiver.TakeAcknowledgement());

        // Number 64 shows that the sender has moved on; only then number 0 leaves the window.
        Taken(receiver, 64);
        Assert.Equal(new AckPacket(new LiteNetSequence(1), ulong.MaxValue), receiver.TakeAcknowledgement());
        Taken(receiver, 70);
        AckPacket ack = receiver.TakeAcknowledgement();
        Assert.Equal(7, ack.WindowStart.Value);
        Assert.Equal(ulong.MaxValue & ~(0b11111UL << 1), ack.Received);
    }

    // L-22
    [Fact]
    [Trait("Attack", "L-22")]
    public void ANumberBeyondTheWindowIsRefusedAndLosesNothing()
    {
        var receiver = new LiteNetReceiver(_pool);
        Assert.False(receiver.Input(Packet(7, number: 64).Packet));
        Assert.False(receiver.Input(Packet(7, number: 127).Packet));
        Assert.False(receiver.Input(Packet(7, number: 16_383).Packet));
        Assert.False(receiver.Input(Packet(7, number: 32_767).Packet));
        Assert.False(receiver.Input(Packet(7, number: 65_535).Packet));
        Assert.False(receiver.MustAcknowledge);
        Assert.Equal([0], Taken(receiver, 0));
        Assert.True(receiver.Input(Packet(7, number: 64).Packet));
    }

    // L-16
    [Theory]
    [Trait("Attack", "L-16")]
    [InlineData(1, ulong.MaxValue, false)]
    [InlineData(64, ulong.MaxValue, false)]
    [InlineData(16_384, ulong.MaxValue, false)]
    [InlineData(32_767 - 63, ulong.MaxValue, false)]
    [InlineData(32_767 - 62, ulong.MaxValue, true)]
    public void AcknowledgementsOfOtherWindowsChangeNothing(int start, ulong received, bool isOfUse)
    {
        var sender = new LiteNetSender(_pool, new LiteNetRoundTrip());
        var sent = new Sent();
        for (int i = 0; i < 3; i++) sender.Enqueue(Packet(1));
        sender.Flush(0, sent);
        int before = sender.BufferedBytes;
        Assert.Equal(isOfUse, sender.Acknowledge(new AckPacket(new LiteNetSequence(start), received), 5));
        // The last one reaches to number 0 and no further.
        Assert.Equal(isOfUse ? 2 * before / 3 : before, sender.BufferedBytes);
    }

    // L-16
    [Fact]
    [Trait("Attack", "L-16")]
    public void BitsOfPacketsThatWereNeverSentAcknowledgeNothing()
    {
        var sender = new LiteNetSender(_pool, new LiteNetRoundTrip());
        var sent = new Sent();
        sender.Enqueue(Packet(1));
        sender.Flush(0, sent);
        sender.Acknowledge(new AckPacket(default, ulong.MaxValue), 1);
        Assert.True(sender.IsEmpty);
        sender.Enqueue(Packet(2));
        sender.Flush(100, sent);
        Assert.False(sender.IsEmpty);
        Assert.Equal([0, 1], sent.Numbers);
    }

    // L-17
    [Theory]
    [Trait("Attack", "L-17")]
    [InlineData(0)]
    [InlineData(32_700)]
    [InlineData(32_767)]
    public void NumbersWrapInTheMiddleOfATransfer(int first)
    {
        var random = new Random(first);
        var sender = new LiteNetSender(_pool, new LiteNetRoundTrip());
        var receiver = new LiteNetReceiver(_pool);
        sender.Reset(new LiteNetSequence(first));
        receiver.Reset(new LiteNetSequence(first));
        var sent = new Sent();
        var arrived = new List<byte>();
        for (int i = 0; i < 1_000; i++) sender.Enqueue(Packet((byte)i));
        for (long ms = 0; arrived.Count < 1_000 && ms < 100_000; ms += 5)
        {
            sender.Flush(ms, sent);
            foreach (byte[] packet in sent.Packets.OrderBy(_ => random.Next()))
            {
                if (random.Next(4) == 0) continue;
                receiver.Input(packet);
                if (random.Next(4) == 0) receiver.Input(packet);
            }
            sent.Clear();
            while (receiver.TryTake(out LiteNetBuffer taken))
            {
                arrived.Add(taken.Packet[4]);
                _pool.Return(taken);
            }
            if (receiver.MustAcknowledge && random.Next(4) != 0) sender.Acknowledge(receiver.TakeAcknowledgement(), ms);
        }
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => (byte)i), arrived);
        sender.Reset();
        receiver.Reset();
        Assert.Equal(0, _pool.Rented);
    }

    private LiteNetBuffer Packet(byte data, int number = 0)
    {
        LiteNetBuffer buffer = _pool.Rent(5);
        LiteNetTable.Reliable(number, data).CopyTo(buffer.Packet);
        return buffer;
    }

    private List<int> Taken(LiteNetReceiver receiver, params int[] numbers)
    {
        foreach (int number in numbers) Assert.True(receiver.Input(LiteNetTable.Reliable(number, 9)));
        List<int> taken = [];
        while (receiver.TryTake(out LiteNetBuffer buffer))
        {
            taken.Add(BitConverter.ToUInt16(buffer.Packet[1..]));
            _pool.Return(buffer);
        }
        return taken;
    }

    private sealed class Sent : ILiteNetOutput
    {
        public List<byte[]> Packets { get; } = [];

        public List<int> Numbers => [.. Packets.Select(packet => (int)BitConverter.ToUInt16(packet, 1))];

        public void Output(ReadOnlySpan<byte> packet) => Packets.Add(packet.ToArray());

        public void Clear() => Packets.Clear();
    }
}
