namespace Tain.Tests;

/// <summary>How far an owner may fill what everybody who joins has to be sent, and what becomes of an object that outgrew a message all the same.</summary>
[Trait("Behaviour", "14")]
public class CollectionLimitTests
{
    private static readonly NetworkServerOptions KeepsObjects = new() { sendRate = Session.Rate, destroyPlayersOnDisconnect = false };
    private static readonly NetworkServerOptions Tolerant = new() { sendRate = Session.Rate, exceptionsDisconnect = false };

    [Trait("Attack", "C-04")]
    [Fact]
    public void AnOwnerFillsAListUpToItsLimitAndNoFurtherAndANewClientStillJoins()
    {
        var bags = new BagSession(KeepsObjects, maxBytes: 100);
        Bag bag = bags.SpawnOwned();
        SyncList<int> list = bags.OwnerCopy(bag).list;

        for (int i = 0; i < 100; i++) list.Add(1);
        bags.Session.Run(4);
        Assert.Equal(100, bag.list.Count);
        Assert.True(bags.Owner.Client.isConnected);

        list.Add(1);
        bags.Session.Run(4);

        bags.AssertOwnerGone();
        Assert.Equal(1, bags.Session.Server.Log.Count("would grow to 101 bytes; 100 is what its owner may fill it to"));
        Assert.Equal(100, bag.list.Count);
        ClientSide late = bags.Join();
        Assert.Equal(100, BagSession.Copy(late, bag)!.list.Count);
        Assert.NotNull(late.Player);
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void TheServersDefaultHoldsWhereACollectionNamesNoLimitAndFitsEveryMessage()
    {
        var bags = new BagSession(KeepsObjects);
        Bag bag = bags.SpawnOwned();
        Bag copy = bags.OwnerCopy(bag);

        for (int i = 0; i < 100 && bags.Owner.Client.active; i++)
        {
            for (int k = 0; k < 200; k++) copy.list.Add(k % 100);
            bags.Session.Run(2);
        }

        bags.AssertOwnerGone();
        Assert.InRange(bag.list.Count, 8000, KeepsObjects.maxOwnedCollectionBytes);
        Assert.NotNull(BagSession.Copy(bags.Join(), bag));
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void LongElementsCountByTheirBytes()
    {
        var bags = new BagSession(KeepsObjects, maxBytes: 100);
        Bag bag = bags.SpawnOwned();
        Bag copy = bags.OwnerCopy(bag);

        copy.dictionary[new string('k', 60)] = 1;           // 62 for the key, 1 for the value
        copy.set.Add(new string('s', 90));
        bags.Session.Run(4);
        Assert.Single(bag.dictionary);
        Assert.Single(bag.set);

        copy.dictionary[new string('l', 40)] = 1;
        bags.Session.Run(4);

        bags.AssertOwnerGone();
        Assert.Equal(1, bags.Session.Server.Log.Count("would grow to 106 bytes"));
        Assert.Single(bag.dictionary);
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void WhatIsTakenOutMakesRoomAgain()
    {
        var bags = new BagSession(KeepsObjects, maxBytes: 10);
        Bag bag = bags.SpawnOwned();
        Bag copy = bags.OwnerCopy(bag);

        for (int round = 0; round < 30; round++)
        {
            copy.list.Insert(0, 1000);                      // two bytes
            for (int i = 0; i < 7; i++) copy.list.Add(round);
            copy.list[0] = 1;
            copy.list.AddRange([2, 3]);
            copy.dictionary["key"] = round;                 // six bytes, again and again
            copy.dictionary.Remove("key");
            copy.dictionary[$"{round}"] = 1;
            copy.set.Add($"item{round}");
            bags.Session.Run(2);
            Assert.Equal(10, bag.list.Count);
            if (round % 2 == 0) copy.list.Clear();
            else while (copy.list.Count > 0) copy.list.RemoveAt(copy.list.Count - 1);
            copy.dictionary.Remove($"{round}");
            copy.set.Remove($"item{round}");
            bags.Session.Run(2);
        }
        Assert.True(bags.Owner.Client.isConnected);

        for (int i = 0; i < 10; i++) copy.list.Add(1);
        copy.list[3] = 1000;
        bags.Session.Run(4);

        bags.AssertOwnerGone();
        Assert.Equal(1, bags.Session.Server.Log.Count("would grow to 11 bytes"));
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void AServerThatToleratesFaultsTakesNothingBeyondTheLimitEither()
    {
        var bags = new BagSession(Tolerant, maxBytes: 20);
        Bag bag = bags.SpawnOwned();
        SyncList<int> list = bags.OwnerCopy(bag).list;

        for (int i = 0; i < 50; i++)
        {
            list.Add(1);
            bags.Session.Run(2);
        }

        Assert.True(bags.Owner.Client.isConnected);
        Assert.Equal(20, bag.list.Count);
        Assert.Equal(20, BagSession.Copy(bags.Other, bag)!.list.Count);
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void WholeContentHasTheSameLimit()
    {
        var bags = new BagSession(KeepsObjects, maxBytes: 20);
        Bag bag = bags.SpawnOwned();

        bags.SendContent(bag, [21, 0, 0, 0, .. Enumerable.Repeat((byte)2, 21), .. new byte[20]]);
        bags.Session.Run(4);

        bags.AssertOwnerGone();
        Assert.InRange(bag.list.Count, 0, 20);
    }

    [Fact]
    public void WhatTheServerPutsInIsNotLimited()
    {
        var bags = new BagSession(maxBytes: 10);
        Bag bag = bags.SpawnServers();

        for (int i = 0; i < 100; i++) bag.list.Add(i);
        bags.Session.Run(4);

        Assert.Equal(100, BagSession.Copy(bags.Other, bag)!.list.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => bag.list.maxBytes = -1);
    }

    [Trait("Attack", "C-04")]
    [Fact]
    public void AnObjectThatOutgrewAMessageIsNamedAndTheRestOfTheWorldIsJoined()
    {
        var bags = new BagSession();
        Bag small = bags.SpawnServers(), large = bags.SpawnServers(), last = bags.SpawnServers();
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < 1000; i++) large.list.Add(int.MaxValue);
            bags.Session.Run(2);
        }
        small.list.Add(1);
        bags.Session.Run(2);
        Assert.Equal(20_000, BagSession.Copy(bags.Other, large)!.list.Count);

        ClientSide late = bags.Join();

        Assert.NotNull(late.Player);
        Assert.True(late.Client.isConnected);
        Assert.Equal([1], BagSession.Copy(late, small)!.list);
        Assert.NotNull(BagSession.Copy(late, last));
        Assert.Null(BagSession.Copy(late, large));
        string line = Assert.Single(bags.Session.Server.Log.Lines);
        Assert.Contains(large.netIdentity.Describe(), line);
        Assert.Contains("is not spawned for connection(3)", line);
        Assert.Contains("Its largest component is Bag, number 0, with 100", line);
    }
}
