// A woven library: its classes are used and derived from in another woven assembly.
public struct Loot
{
    public int gold;
}

public struct Greeting : NetworkMessage
{
    public Loot loot;
}

public class LibraryBase : Script
{
    [SyncVar] private int first = 1;
    [SyncVar(hook = nameof(OnSecond))] public int second = 2;
    [SyncVar] public Loot loot;
    [SyncVar] public GameObject target;

    protected virtual void OnSecond(int before, int now) => Log.Add($"library {before}->{now}");

    public void SetFirst(int value) => first = value;

    [Command]
    public virtual void CmdWork(int value) => Log.Add("library work " + value);

    protected virtual void Update() => Log.Add("library update");
}
