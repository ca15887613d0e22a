// Sync collections are registered at the end of constructors, base class first; guards stand before bodies.
public struct Item { public int id; }

public class Bag : Script
{
    public readonly SyncList<int> numbers = new();
    public readonly SyncList<Item> items;
    public int constructed;

    public Bag() : this(3)
    {
        constructed++;
    }

    public Bag(int count)
    {
        items = new SyncList<Item>();
        if (count > 2) return;
        constructed = 100;
    }

    [Server]
    public int Count(int add, out int copy)
    {
        copy = add;
        return add + 1;
    }

    [ClientCallback]
    void Update() => constructed = 50;

    [Client]
    public string Name() => "name";
}

public class BigBag : Bag
{
    public readonly SyncList<string> names = new();
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Pair();
        var server = stage.Spawn<BigBag>();
        BigBag client = stage.CopyOf(server);
        Collections(server);
        Guards(stage, server, client);
    }

    private static void Collections(BigBag bag)
    {
        Expect.Equal(3, bag.Collections.Count);
        Expect.True(ReferenceEquals(bag.Collections[0], bag.numbers) && ReferenceEquals(bag.Collections[1], bag.items), "in field order");
        Expect.True(ReferenceEquals(bag.Collections[2], bag.names), "derived last");
        Expect.True(Writer<Item>.write != null && Reader<Item>.read != null, "elements have serializers");
    }

    private static void Guards(Stage stage, Bag server, Bag client)
    {
        int copy = 5;
        Expect.Equal(0, client.Count(2, out copy));
        Expect.Equal(0, copy);
        Expect.Equal(null, server.Name());
        Expect.Equal(1, stage.Lines.Count(line => line.Contains("Bag.Count")));
        Expect.Equal(1, stage.Lines.Count(line => line.Contains("Bag.Name")));
        Expect.Equal(1, server.constructed);
        Expect.Equal(50, client.constructed);
        Expect.Equal(3, server.Count(2, out copy));
        Expect.Equal(2, copy);
        Expect.Equal("name", client.Name());
        Expect.Equal(2, stage.Lines.Count);
    }
}
