// SyncVars, hooks, remote calls, collections and life cycle in generic classes; a closed generic base begins at bit 0 again.
public class Crate<T> : Script
{
    [SyncVar(hook = nameof(OnCount))] public int count;
    [SyncVar] public string label;
    public readonly SyncList<int> items = new();
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
        using Stage stage = Stage.Host();
        var ints = stage.Spawn<IntCrate>();
        var strings = stage.Spawn<Crate<string>>();
        var inner = stage.Spawn<Nested<string>.Inner>();
        foreach (Script script in new Script[] { ints, strings, inner })
        {
            script.Log.Clear();
            script.Dirty = 0;
        }
        ints.count = 3;
        strings.count = 4;
        Expect.Sequence(new[] { "count Int32 0->3" }, ints.Log);
        Expect.Sequence(new[] { "count String 0->4" }, strings.Log);
        ints.own = 5;
        Expect.Equal(1UL, ints.Dirty);
        inner.inner = 1;
        Expect.Equal(1UL, inner.Dirty);
        Expect.Equal(1, inner.Collections.Count);
        Expect.Equal("0106" + "010A", ints.Serialize(false));
        Expect.Equal("updated", strings.label);
        Expect.Equal(null, strings.Take());

        ints.enabled = strings.enabled = false;
        ints.RpcShow(2);
        strings.RpcShow(2);
        stage.Run();
        Expect.Equal(5, ints.count);
        Expect.Equal("x2", strings.label);
        Expect.Equal("System.Void Crate`1::RpcShow(System.Int32)", strings.Calls.Single().FunctionFullName);
    }
}
