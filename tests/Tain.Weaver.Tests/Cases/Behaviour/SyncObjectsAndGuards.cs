// Sync collections are registered at the end of constructors, base class first; guards stand before bodies.
public struct Item { public int id; }

public class Bag : NetworkBehaviour
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
        using var world = new World();
        var bag = world.CreateGameObject("b").AddComponent<BigBag>();
        Expect.Equal(3, bag.Objects.Count);
        Expect.True(ReferenceEquals(bag.Objects[0], bag.numbers) && ReferenceEquals(bag.Objects[1], bag.items), "in field order");
        Expect.True(ReferenceEquals(bag.Objects[2], bag.names), "derived last");
        Expect.True(Writer<Item>.write != null && Reader<Item>.read != null, "elements have serializers");

        int copy = 5;
        Expect.Equal(0, bag.Count(2, out copy));
        Expect.Equal(0, copy);
        Expect.Equal(null, bag.Name());
        Expect.Sequence(new[] { "no server Bag.Count", "no client Bag.Name" }, bag.Log);
        world.Tick(0.1f);
        Expect.Equal(1, bag.constructed);
        bag.ServerActive = bag.ClientActive = true;
        Expect.Equal(3, bag.Count(2, out copy));
        Expect.Equal(2, copy);
        Expect.Equal("name", bag.Name());
        world.Tick(0.1f);
        Expect.Equal(50, bag.constructed);
        Expect.Equal(2, bag.Log.Count);
    }
}
