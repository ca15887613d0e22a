// Bits, tables and life cycle go on from a base class in another assembly; its SyncVars are assigned and read through their properties here.
public class Derived : LibraryBase
{
    [SyncVar(hook = "OnSecond")] public int third = 3;

    protected override void OnSecond(int before, int now) => Log.Add($"derived {before}->{now}");

    [Command]
    public override void CmdWork(int value)
    {
        base.CmdWork(value + 1);
        Log.Add("derived work " + value);
    }

    protected override void Update()
    {
        base.Update();
        loot.gold++;
    }

    void LateUpdate() => second = 20;
}

// A generic base from another assembly, closed here: its bits begin at 0 again, as recorded from Mirror.
public class Shelf : LibraryShelf<string>
{
    [SyncVar] public int own;
    [SyncVar] public IGood good = new Apple { Price = 3 };
    [SyncVar] public LibraryThing<int> thing = new() { content = 4 };

    public void Fill()
    {
        count = 6;
        loot.gold += 2;
        Grow(ref count);
    }

    private static void Grow(ref int value) => value++;

    [Command]
    public override void CmdPut(int value)
    {
        base.CmdPut(value * 2);
        Log.Add("put");
    }
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Host();
        var derived = stage.Spawn<Derived>();
        var plain = stage.Spawn<LibraryBase>();
        derived.enabled = plain.enabled = false;
        stage.Run();

        Assignments(derived, plain);
        Inheritance(derived);

        Generic(stage.Spawn<Shelf>());

        Expect.True(Writer<Loot>.write != null && Writer<Greeting>.write != null, "the library's tables are full");
        var writer = new NetworkWriter();
        writer.Write(new Greeting { loot = new Loot { gold = 1 } });
        Expect.Equal("02", Expect.Hex(writer.ToArray()));
    }

    private static void Generic(Shelf shelf)
    {
        shelf.Log.Clear();
        shelf.Dirty = 0;
        shelf.Fill();
        Expect.Equal(3UL, shelf.Dirty);
        Expect.Equal(7, shelf.count);
        Expect.Equal(2, shelf.loot.gold);
        Expect.Sequence(new[] { "shelf 6", "shelf 7" }, shelf.Log);
        shelf.own = 1;
        Expect.Equal(3UL, shelf.Dirty);
        shelf.CmdPut(5);
        Expect.Equal(17, shelf.count);
        Expect.Equal("put", shelf.Log[^1]);
        // Base, then own: an int, the good's byte, the thing's fixed int.
        Expect.Equal("22" + "04" + "02" + "03" + "04000000", shelf.Serialize(true));
    }

    private static void Assignments(Derived derived, LibraryBase plain)
    {
        derived.Log.Clear();
        plain.Log.Clear();
        derived.Dirty = plain.Dirty = 0;
        derived.third = 30;
        Expect.Equal(16UL, derived.Dirty);
        derived.SetFirst(10);
        Expect.Equal(17UL, derived.Dirty);
        Expect.Equal("11" + "14" + "11" + "3C", derived.Serialize(false));

        plain.second = 5;
        Expect.Equal(2UL, plain.Dirty);
        Expect.Sequence(new[] { "library 2->5" }, plain.Log);
        plain.loot = new Loot { gold = 3 };
        plain.loot.gold += 4;
        Expect.Equal(7, plain.loot.gold);
        Expect.Equal(6UL, plain.Dirty);
        plain.target = derived.gameObject;
        Expect.Equal(14UL, plain.Dirty);
        Expect.True(ReferenceEquals(plain.target, derived.gameObject), "read through the property");
    }

    private static void Inheritance(Derived derived)
    {
        derived.Log.Clear();
        derived.enabled = true;
        int gold = derived.loot.gold;
        derived.second = 0;
        derived.world.Tick(0.02f);
        Expect.Sequence(new[] { "derived 20->0", "library update", "derived 0->20" }, derived.Log);
        Expect.Equal(gold + 1, derived.loot.gold);

        Expect.Sequence(
            new[] { "System.Void LibraryBase::CmdWork(System.Int32)", "System.Void Derived::CmdWork(System.Int32)" },
            derived.Calls.Select(one => one.FunctionFullName));
        derived.Log.Clear();
        derived.CmdWork(1);
        Expect.Sequence(new[] { "library work 2", "derived work 1" }, derived.Log);
    }
}
