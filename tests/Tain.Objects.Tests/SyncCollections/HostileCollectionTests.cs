namespace Tain.Tests;

/// <summary>Collections from an owner that are not what any collection writes.</summary>
[Trait("Behaviour", "14")]
public class HostileCollectionTests
{
    private const uint MaxAhead = NetworkReader.AllocationLimit;

    private readonly BagSession _bags = new();

    static HostileCollectionTests() => Reader<Nothing>.read = static _ => default;

    // Changes: mask of one collection, then count and what is announced.
    [Trait("Attack", "C-03")]
    [Theory]
    [InlineData(1, "FFFFFFFF")]                             // list: 2^32 - 1 changes
    [InlineData(1, "00000080")]                             // 2^31
    [InlineData(1, "FFFFFF7F")]
    [InlineData(1, "03000000 0002")]                        // three announced, one there
    [InlineData(1, "01000000 01 01000000 02")]              // set at 1 of a list of one
    [InlineData(1, "01000000 01 FFFFFFFF 02")]              // at -1
    [InlineData(1, "01000000 02 02000000 02")]              // insert at 2
    [InlineData(1, "01000000 02 00000080 02")]              // at -2^31
    [InlineData(1, "01000000 03 01000000")]                 // remove at 1
    [InlineData(1, "01000000 03 FFFFFFFF")]
    [InlineData(1, "02000000 04 03 00000000")]              // clear, then remove at 0
    [InlineData(2, "FFFFFFFF")]                             // dictionary
    [InlineData(2, "01000000 00 0000 02")]                  // a key of null
    [InlineData(2, "01000000 02 0000")]
    [InlineData(2, "01000000 00 0300C328 02")]              // a key that is no text
    [InlineData(4, "FFFFFFFF")]                             // set
    [InlineData(4, "00000080")]
    public void ChangesThatCannotBeEndTheConnection(byte collections, string hex)
    {
        Bag bag = _bags.SpawnOwned();
        _bags.OwnerCopy(bag).list.Add(1);
        _bags.Session.Run(4);

        _bags.SendState(bag, [collections, 0, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(hex.Replace(" ", ""))]);
        _bags.Session.Run(4);

        _bags.AssertOwnerGone();
    }

    // Whole content, as an owner's Hybrid component sends it: list, dictionary and set, each with its count and how many changes to come it contains.
    [Trait("Attack", "C-03")]
    [Theory]
    [InlineData("FFFFFFFF")]
    [InlineData("00000080")]
    [InlineData("05000000 0202")]
    [InlineData("00000000 FFFFFFFF")]                                                                           // changes ahead: more than any message holds
    [InlineData("00000000 01000001")]
    [InlineData("00000000 00000000 FFFFFFFF")]
    [InlineData("00000000 00000000 02000000 020061 02 020061 04 00000000 00000000 00000000")]                   // one key twice
    [InlineData("00000000 00000000 01000000 0000 02 00000000 00000000 00000000")]                               // a key of null
    [InlineData("00000000 00000000 00000000 00000000 FFFFFFFF")]
    public void ContentThatCannotBeEndsTheConnection(string hex)
    {
        Bag bag = _bags.SpawnOwned();

        _bags.SendContent(bag, Convert.FromHexString(hex.Replace(" ", "")));
        _bags.Session.Run(4);

        _bags.AssertOwnerGone();
    }

    [Trait("Attack", "C-03")]
    [Fact]
    public void AKeyThatIsThereIsSetAndAnItemThatIsThereIsNothing()
    {
        Bag bag = _bags.SpawnOwned();

        // Twice "add a", as Mirror takes it; twice the same item.
        _bags.SendState(bag, [6, 0, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString("02000000000200610200020061040200000000020078000200" + "78")]);
        _bags.Session.Run(4);

        Assert.Equal(2, bag.dictionary["a"]);
        Assert.Equal(["x"], bag.set);
        Assert.True(_bags.Owner.Client.isConnected);
    }

    [Trait("Attack", "C-03")]
    [Fact]
    public void ChangesThatAreAnnouncedToBeContainedArePassedOverOnlyWhileTheyLast()
    {
        var list = new SyncList<byte>();
        list.OnDeserializeAll(new NetworkReader([0, 0, 0, 0, 2, 0, 0, 0]));

        list.OnDeserializeDelta(new NetworkReader([3, 0, 0, 0, 0, 7, 0, 8, 0, 9]));
        list.OnDeserializeDelta(new NetworkReader([1, 0, 0, 0, 0, 10]));

        Assert.Equal([9, 10], list);

        var writer = new NetworkWriter();
        writer.WriteUInt(0);
        writer.WriteUInt(MaxAhead + 1);
        Assert.Throws<InvalidDataException>(() => list.OnDeserializeAll(new NetworkReader(writer.ToArray())));
    }

    [Trait("Attack", "S-05")]
    [Theory, InlineData(1u << 31), InlineData(uint.MaxValue), InlineData((uint)NetworkReader.AllocationLimit), InlineData(NetworkReader.EmptyElementsLimit + 1u)]
    public void ElementsWithoutBytesAreRefusedAtOnce(uint count)
    {
        byte[] bytes = [.. BitConverter.GetBytes(count), 0, 0, 0, 0];

        Assert.Throws<EndOfStreamException>(() => new SyncList<Nothing>().OnDeserializeAll(new NetworkReader(bytes)));
        Assert.Throws<EndOfStreamException>(() => new SyncHashSet<Nothing>().OnDeserializeAll(new NetworkReader(bytes)));
        Assert.Throws<EndOfStreamException>(() => new SyncDictionary<Nothing, Nothing>().OnDeserializeAll(new NetworkReader(bytes)));
        Assert.Throws<EndOfStreamException>(() => new SyncList<Nothing>().OnDeserializeDelta(new NetworkReader(bytes)));
    }

    private readonly struct Nothing;
}
