namespace Tain.Tests.Wire;

/// <summary>
/// Variable-length numbers that are wider than what reads them. Values are cut to their lower 32 bits, as recorded of Mirror (primitives.json, reads): whoever sends
/// 2^32 + 5 could have sent 5. Counts are not cut: they decide what the bytes behind them are.
/// </summary>
[Trait("Behaviour", "26")]
public class WideNumberTests
{
    private const ulong TwoTo32 = 1UL << 32;

    // In all forms that hold more than 32 bits: 6 to 9 bytes.
    public static TheoryData<ulong> Wide => [TwoTo32, TwoTo32 + 1, TwoTo32 + 5, 0x01_0000_0005_0000, 0x01_0000_0000_0005, 0x0100_0000_0000_0004, ulong.MaxValue];

    [Trait("Attack", "S-06")]
    [Theory, MemberData(nameof(Wide))]
    public void AWideValueIsCutAndNothingBehindItIsRead(ulong wide)
    {
        byte[] bytes = [.. Number(wide), 0xAA];

        var reader = new NetworkReader(bytes);
        Assert.Equal((uint)wide, reader.ReadVarUInt());
        Assert.Equal(bytes.Length - 1, reader.Position);

        reader = new NetworkReader(bytes);
        Assert.Equal((int)VarIntCoding.UnZigZag(wide), reader.ReadVarInt());
        Assert.Equal(bytes.Length - 1, reader.Position);

        Assert.Equal(wide, new NetworkReader(bytes).ReadVarULong());
    }

    [Trait("Attack", "S-06")]
    [Theory, MemberData(nameof(Wide))]
    public void AWideCountIsRefused(ulong wide)
    {
        // Enough behind it for the count that would be left of each if it were cut.
        byte[] bytes = [.. Number(wide), .. new byte[16]];

        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadArray<byte>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadList<byte>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadHashSet<byte>());
        Assert.Throws<OverflowException>(() => new NetworkReader(bytes).ReadBytesAndSize());
        Assert.Throws<OverflowException>(() => new NetworkReader(bytes).ReadArraySegmentAndSize());
    }

    [Trait("Attack", "S-06")]
    [Theory]
    [InlineData("F100", 240UL)]
    [InlineData("FA050000", 5UL)]
    [InlineData("FB05000000", 5UL)]
    [InlineData("FF0500000000000000", 5UL)]
    public void AFormLongerThanItNeedsToBeIsTheSameNumber(string hex, ulong value)
    {
        byte[] bytes = Convert.FromHexString(hex);
        var reader = new NetworkReader([.. bytes, 0xAA]);

        Assert.Equal(value, reader.ReadVarULong());
        Assert.Equal(bytes.Length, reader.Position);
    }

    [Trait("Attack", "S-06")]
    [Theory, MemberData(nameof(Wide))]
    public void AWideNumberThatIsCutOffEndsTheStream(ulong wide)
    {
        byte[] bytes = Number(wide);
        for (int length = 0; length < bytes.Length; length++)
        {
            var reader = new NetworkReader(bytes[..length]);
            Assert.Throws<EndOfStreamException>(() => reader.ReadVarUInt());
            Assert.Equal(0, reader.Position);
        }
    }

    private static byte[] Number(ulong value)
    {
        var writer = new NetworkWriter();
        writer.WriteVarULong(value);
        return writer.ToArray();
    }
}
