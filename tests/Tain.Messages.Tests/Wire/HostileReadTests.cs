using System.Numerics;
using Tain.Kit;

namespace Tain.Tests.Wire;

/// <summary>Readers of bytes that no writer made: an exception at most, never memory that the bytes do not justify, and nothing consumed of a value that is cut off.</summary>
[Trait("Behaviour", "26")]
public class HostileReadTests
{
    public static TheoryData<string> Readers => [.. ValueCodecs.ByName.Keys];

    [Trait("Attack", "S-09")]
    [Theory, MemberData(nameof(Readers))]
    public void NoBytesEndTheStream(string name)
    {
        var reader = new NetworkReader([]);
        Assert.Throws<EndOfStreamException>(() => ValueCodecs.ByName[name].Read(reader));
        Assert.Equal(0, reader.Position);
    }

    [Trait("Attack", "S-09")]
    [Theory, MemberData(nameof(Readers))]
    public void RandomBytesGiveAValueOrAnExceptionOfBadInput(string name)
    {
        var random = new Random(name.GetStableHashCode());
        for (int i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            var reader = new NetworkReader(bytes);
            Exception? exception = Record.Exception(() => ValueCodecs.ByName[name].Read(reader));
            Assert.True(
                exception is null or EndOfStreamException or ArgumentException or OverflowException or InvalidDataException or UriFormatException, exception?.ToString());
            Assert.InRange(reader.Position, 0, bytes.Length);
        }
    }

    [Trait("Attack", "S-02")]
    [Trait("Attack", "S-03")]
    [Trait("Attack", "S-04")]
    [Fact]
    public void AnAnnouncedCountIsNotBelieved()
    {
        // 16,777,216 elements, and three bytes of them.
        byte[] bytes = [.. Packed(w => w.WriteVarUInt(NetworkReader.AllocationLimit + 1)), 1, 1, 1];
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadArray<int>());
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadList<Matrix4x4>());
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadHashSet<long>());
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadArray<string>());
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadBytesAndSize());
        AssertReadsWithin(64 * 1024, bytes, r => r.ReadArraySegmentAndSize());
    }

    [Trait("Attack", "S-04")]
    [Trait("Attack", "S-08")]
    [Fact]
    public void AnAnnouncedCountAboveTheLimitEndsTheStream()
    {
        foreach (uint count in new uint[] { NetworkReader.AllocationLimit + 2, int.MaxValue, uint.MaxValue })
        {
            byte[] bytes = Packed(w => w.WriteVarUInt(count));
            Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadArray<byte>());
            Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadList<byte>());
            Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadHashSet<byte>());
        }
    }

    [Fact]
    public void ALongArrayOfSmallElementsGrowsWhileItIsRead()
    {
        int[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => i % 100)];     // one byte each, four in memory
        byte[] bytes = Packed(w => w.WriteArray(numbers));
        Assert.Equal(numbers, new NetworkReader(bytes).ReadArray<int>());
        Assert.Equal(numbers, new NetworkReader(bytes).ReadList<int>());
    }

    [Fact]
    public void WritersRefuseWhatNoReaderTakes()
    {
        var writer = new NetworkWriter();
        Assert.Throws<IndexOutOfRangeException>(() => writer.WriteArray(new byte[NetworkReader.AllocationLimit + 1]));
        Assert.Throws<IndexOutOfRangeException>(() => writer.WriteTexture2D(new Texture2D(short.MaxValue + 1, 1)));
        Assert.Equal(0, writer.Position);
    }

    [Fact]
    public void ATextureWhosePixelsDoNotFitItsSizeIsRefused()
    {
        byte[] bytes = Packed(w =>
        {
            w.WriteShort(2);
            w.WriteShort(2);
            w.WriteArray(new Color32[3]);
        });
        Assert.Throws<InvalidDataException>(() => new NetworkReader(bytes).ReadTexture2D());

        byte[] huge = Packed(w =>
        {
            w.WriteShort(short.MaxValue);
            w.WriteShort(short.MaxValue);
        });
        Assert.Null(new NetworkReader(huge).ReadTexture2D());
    }

    [Trait("Attack", "S-08")]
    [Fact]
    public void NegativeCountsAreMisuse()
    {
        var reader = new NetworkReader(new byte[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadBytesSegment(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadBytes(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Position = 5);
        Assert.Throws<EndOfStreamException>(() => reader.ReadBytes(new byte[2], 3));
    }

    private static void AssertReadsWithin(long maxAllocatedBytes, byte[] bytes, Action<NetworkReader> read)
    {
        var reader = new NetworkReader(bytes);
        Assert.InRange(Allocations.Of(() => Assert.NotNull(Record.Exception(() => read(reader)))), 0, maxAllocatedBytes);
    }

    private static byte[] Packed(Action<NetworkWriter> write)
    {
        var writer = new NetworkWriter();
        write(writer);
        return writer.ToArray();
    }
}
