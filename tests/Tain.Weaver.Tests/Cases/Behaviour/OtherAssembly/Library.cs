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

public class LibraryShelf<T> : Script
{
    [SyncVar(hook = nameof(OnCount))] public int count;
    [SyncVar] public Loot loot;

    protected virtual void OnCount(int before, int now) => Log.Add($"shelf {now}");

    [Command]
    public virtual void CmdPut(int value) => count += value;
}

public interface IGood
{
    int Price { get; }
}

public class Apple : IGood
{
    public int Price { get; set; }
}

public class LibraryThing<T>
{
    public T content;
}

// Written by hand in the library, used by whoever references it.
public static class LibrarySerializers
{
    public static void WriteGood(this NetworkWriter writer, IGood value) => writer.WriteByte((byte)value.Price);

    public static IGood ReadGood(this NetworkReader reader) => new Apple { Price = reader.ReadByte() };

    public static void WriteIntThing(this NetworkWriter writer, LibraryThing<int> value) => writer.WriteInt(value.content);

    public static LibraryThing<int> ReadIntThing(this NetworkReader reader) => new() { content = reader.ReadInt() };
}
