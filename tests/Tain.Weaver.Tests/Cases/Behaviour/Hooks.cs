// Hooks: private in a base class, static, virtual, overloaded, inherited through a generic base, several on one method.
public class Root : Script
{
    private void OnPrivate(int before, int now) => Log.Add($"private {now}");

    protected static int total;

    protected static void OnTotal(int before, int now) => total += now;
}

public class Middle<T> : Root
{
    protected void OnGeneric(T before, T now) => Log.Add($"generic {now}");
}

public class Leaf : Middle<string>
{
    [SyncVar(hook = "OnPrivate")] public int a;
    [SyncVar(hook = nameof(OnTotal))] public int b;
    [SyncVar(hook = nameof(OnGeneric))] public string c;
    [SyncVar(hook = nameof(OnMany))] public int d;
    [SyncVar(hook = nameof(OnMany))] public string e;
    [SyncVar(hook = nameof(OnMany))] public int f;

    public int Total => total;

    void OnMany(int before, int now) => Log.Add($"int {now}");

    void OnMany(string before, string now)
    {
        Log.Add($"string {now}");
        // A hook may set others.
        f = now?.Length ?? 0;
    }

    void OnMany(int only) => throw new Exception("not a hook");
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Host();
        var leaf = stage.Spawn<Leaf>();
        leaf.Log.Clear();
        leaf.a = 1;
        leaf.b = 2;
        leaf.c = "three";
        leaf.d = 4;
        leaf.e = "five5";
        Expect.Sequence(new[] { "private 1", "generic three", "int 4", "string five5", "int 5" }, leaf.Log);
        Expect.Equal(2, leaf.Total);
    }
}
