namespace Tain.Tests.Wire;

/// <summary>Elements that take no bytes: a few bytes could announce any number of them, and nothing would end the collection.</summary>
[Trait("Behaviour", "26")]
public class EmptyElementTests
{
    static EmptyElementTests()
    {
        Reader<Nothing>.read = static _ => default;
        Reader<List<Nothing>>.read = static reader => reader.ReadList<Nothing>()!;
    }

    public static TheoryData<long> TooMany => [NetworkReader.EmptyElementsLimit + 1, NetworkReader.AllocationLimit, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, long.MaxValue];

    [Trait("Attack", "S-05")]
    [Theory, MemberData(nameof(TooMany))]
    public void MoreThanTheLimitAreRefusedAtOnce(long count)
    {
        byte[] bytes = Count(count);

        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadArray<Nothing>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadList<Nothing>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadHashSet<Nothing>());
    }

    [Fact]
    public void UpToTheLimitTheyAreRead()
    {
        byte[] bytes = Count(NetworkReader.EmptyElementsLimit);

        Assert.Equal(NetworkReader.EmptyElementsLimit, new NetworkReader(bytes).ReadArray<Nothing>()!.Length);
        Assert.Equal(NetworkReader.EmptyElementsLimit, new NetworkReader(bytes).ReadList<Nothing>()!.Count);
    }

    [Trait("Attack", "S-05")]
    [Fact]
    public void BytesBehindThemDoNotMakeRoomForMore()
    {
        byte[] bytes = [.. Count(NetworkReader.EmptyElementsLimit + 1), .. new byte[5000]];

        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadArray<Nothing>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadList<Nothing>());
        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadHashSet<Nothing>());
    }

    [Trait("Attack", "S-05")]
    [Fact]
    public void ManyListsOfThemShareOneLimit()
    {
        int read = 0;
        Reader<Nothing>.read = _ =>
        {
            read++;
            return default;
        };
        byte[] inner = Count(NetworkReader.EmptyElementsLimit);
        byte[] bytes = [.. Count(1000), .. Enumerable.Repeat(inner, 1000).SelectMany(static part => part)];

        Assert.Throws<EndOfStreamException>(() => new NetworkReader(bytes).ReadList<List<Nothing>>());
        Assert.Equal(NetworkReader.EmptyElementsLimit + 1, read);

        // What a reader is given next has a limit of its own.
        var reader = new NetworkReader(inner);
        reader.ReadList<Nothing>();
        reader.SetBuffer(inner);
        Assert.Equal(NetworkReader.EmptyElementsLimit, reader.ReadList<Nothing>()!.Count);
    }

    private static byte[] Count(long count)
    {
        var writer = new NetworkWriter();
        writer.WriteVarULong((ulong)count + 1);
        return writer.ToArray();
    }

    private readonly struct Nothing;
}
