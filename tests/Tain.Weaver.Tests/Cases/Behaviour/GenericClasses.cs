// SyncVars, hooks, remote calls, collections and life cycle in generic classes; a closed generic base begins at bit 0 again.
public class Crate<T> : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnCount))] public int count;
    [SyncVar] public string label;
    public readonly SyncList<T> items = new();
    public T last;

    void OnCount(int before, int now) => Log.Add($"count {typeof(T).Name} {before}->{now}");

    [ClientRpc]
    public void RpcShow(int times)
    {
        count += times;
        Action<string> set = text => label = text + times;
        set("x");
    }

    void Update() => label = "updated";

    [Server]
    public T Take() => last;
}

public class IntCrate : Crate<int>
{
    [SyncVar] public int own;
}

public class Nested<T> where T : class
{
    public class Inner : Crate<T>
    {
        [SyncVar] public int inner;
    }
}

public static class Case
{
    public static void Run()
    {
        using var world = new World();
        var ints = world.CreateGameObject("i").AddComponent<IntCrate>();
        var strings = world.CreateGameObject("s").AddComponent<Crate<string>>();
        var inner = world.CreateGameObject("n").AddComponent<Nested<string>.Inner>();
        ints.count = 3;
        strings.count = 4;
        Expect.Sequence(new[] { "count Int32 0->3" }, ints.Log);
        Expect.Sequence(new[] { "count String 0->4" }, strings.Log);
        ints.own = 5;
        Expect.Equal(1UL, ints.Dirty);
        inner.inner = 1;
        Expect.Equal(1UL, inner.Dirty);
        Expect.Equal(1, inner.Objects.Count);
        Expect.Equal("0106" + "010A", Expect.Hex(ints.Serialize(false)));
        world.Tick(0.1f);
        Expect.Equal("updated", strings.label);
        Expect.Equal(null, strings.Take());

        foreach (NetworkBehaviour crate in new NetworkBehaviour[] { ints, strings })
        {
            RemoteCall call = crate.Calls.Calls.Single();
            Expect.Equal("System.Void Crate`1::RpcShow(System.Int32)", call.FunctionFullName);
            call.Call(crate, new NetworkReader(new byte[] { 4 }), null);
        }
        Expect.Equal(5, ints.count);
        Expect.Equal("x2", strings.label);
    }
}
