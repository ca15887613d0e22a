namespace Tain.Transports.Queues;

public class PacketRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ItBehavesAsAQueueWhateverIsAskedOfIt(int seed)
    {
        var random = new Random(seed);
        var ring = new PacketRing(64 * 1024);
        var model = new Queue<(byte[] Data, Channel Channel)>();
        int unpublished = 0;

        for (int step = 0; step < 50_000; step++)
        {
            if (random.Next(100) < (step / 5000 % 2 == 0 ? 60 : 35))
            {
                byte[] data = new byte[random.Next(0, 1200)];
                random.NextBytes(data);
                var channel = (Channel)random.Next(2);
                if (ring.TryAppend(data, channel))
                {
                    model.Enqueue((data, channel));
                    unpublished++;
                }
                else
                {
                    Assert.True(model.Sum(packet => packet.Data.Length + 16) > 60 * 1024, "A packet was refused though there was room.");
                }
                if (random.Next(4) == 0)
                {
                    ring.Publish();
                    unpublished = 0;
                }
            }
            else if (ring.TryPeek(out ReadOnlyMemory<byte> data, out Channel channel))
            {
                (byte[] expected, Channel expectedChannel) = model.Dequeue();
                Assert.Equal(expectedChannel, channel);
                Assert.True(expected.AsSpan().SequenceEqual(data.Span), $"Seed {seed}, step {step}: the packet was changed.");
                ring.Drop();
            }
            else
            {
                Assert.Equal(model.Count, unpublished);
            }
            Assert.Equal(model.Count, ring.Count);
            Assert.Equal(model.Count - unpublished, ring.Published);
        }
    }

    [Fact]
    public void ABorrowedPacketIsUntouchedWhileTheRingGrows()
    {
        var ring = new PacketRing(1024 * 1024);
        ring.TryAppend([1, 2, 3], Channel.Reliable);
        ring.Publish();
        Assert.True(ring.TryPeek(out ReadOnlyMemory<byte> borrowed, out _));

        for (int i = 0; i < 500; i++) Assert.True(ring.TryAppend(new byte[1000], Channel.Reliable));

        Assert.Equal([1, 2, 3], borrowed.ToArray());
        ring.Drop();
        Assert.Equal(500, ring.Count);
    }

    [Fact]
    public void AnEmptyRingTakesAPacketAsLargeAsItself()
    {
        var ring = new PacketRing(4096);
        Assert.True(ring.TryAppend(new byte[4096 - 8], Channel.Reliable));
        Assert.False(ring.TryAppend([], Channel.Reliable));
        ring.Publish();
        ring.Drop();
        Assert.True(ring.TryAppend(new byte[4096 - 8], Channel.Reliable));
        Assert.False(ring.TryAppend(new byte[int.MaxValue / 2], Channel.Reliable));
    }
}
