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

public static class Case
{
    public static void Run()
    {
        using var world = new World();
        var derived = world.CreateGameObject("d").AddComponent<Derived>();
        var plain = world.CreateGameObject("p").AddComponent<LibraryBase>();
        Expect.Equal(0UL, derived.Dirty);

        derived.third = 30;
        Expect.Equal(16UL, derived.Dirty);
        derived.SetFirst(10);
        plain.second = 5;
        Expect.Equal(17UL, derived.Dirty);
        Expect.Equal(2UL, plain.Dirty);
        Expect.Sequence(new[] { "library 2->5" }, plain.Log);
        plain.loot = new Loot { gold = 3 };
        plain.loot.gold += 4;
        Expect.Equal(7, plain.loot.gold);
        Expect.Equal(6UL, plain.Dirty);
        plain.target = plain.gameObject;
        Expect.Equal(14UL, plain.Dirty);
        plain.Log.Clear();
        Expect.True(ReferenceEquals(plain.target, plain.gameObject), "read through the property");
        Expect.Sequence(new[] { "get GameObject" }, plain.Log);

        derived.Log.Clear();
        world.Tick(0.1f);
        Expect.Sequence(new[] { "library update", "derived 2->20" }, derived.Log);
        Expect.Equal(1, derived.loot.gold);
        Expect.Equal("17" + "14" + "28" + "02" + "17" + "3C", Expect.Hex(derived.Serialize(false)));

        Expect.Sequence(
            new[] { "System.Void LibraryBase::CmdWork(System.Int32)", "System.Void Derived::CmdWork(System.Int32)" },
            derived.Calls.Calls.Select(one => one.FunctionFullName));
        derived.IsHost = true;
        derived.Log.Clear();
        derived.CmdWork(1);
        Expect.Sequence(new[] { "library work 2", "derived work 1" }, derived.Log);

        Expect.True(Writer<Loot>.write != null && Writer<Greeting>.write != null, "the library's tables are full");
        var writer = new NetworkWriter();
        writer.Write(new Greeting { loot = new Loot { gold = 1 } });
        Expect.Equal("02", Expect.Hex(writer.ToArray()));
    }
}
