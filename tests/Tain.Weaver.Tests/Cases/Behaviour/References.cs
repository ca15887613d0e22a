// SyncVars that refer to networked objects are read and written by id; Transform is not one of them.
public class Lens : Script
{
}

public class Holder : Script
{
    [SyncVar] public GameObject thing;
    [SyncVar(hook = nameof(OnIdentity))] public NetworkIdentity identity;
    [SyncVar] public Lens lens;
    [SyncVar] public NetworkBehaviour any;

    public int changes;

    void OnIdentity(NetworkIdentity before, NetworkIdentity now) => changes++;

    public void Swap()
    {
        Replace(ref thing, gameObject);
        any ??= this;
    }

    static void Replace(ref GameObject slot, GameObject with) => slot = with;

    public bool Has => lens != null && lens.name.Length > 0;
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Pair();
        var holder = stage.Spawn<Holder>();
        var lens = stage.Spawn<Lens>();
        Holder copy = stage.CopyOf(holder);
        Lens lensCopy = stage.CopyOf(lens);
        holder.Dirty = 0;
        copy.changes = 0;

        holder.thing = lens.gameObject;
        holder.identity = lens.netIdentity;
        holder.lens = lens;
        Expect.Equal(7UL, holder.Dirty);
        Expect.True(holder.Has, "read");
        string id = lens.netId.ToString("X2") + "000000";
        Expect.Equal("07" + id + id + id + "00", holder.Serialize(false));

        stage.Run();
        Expect.Equal(1, copy.changes);
        Expect.True(ReferenceEquals(copy.thing, lensCopy.gameObject) && ReferenceEquals(copy.lens, lensCopy), "found in the client's world");
        Expect.True(copy.Has, "read");

        holder.Dirty = 0;
        holder.Swap();
        Expect.Equal(9UL, holder.Dirty);
        Expect.True(ReferenceEquals(holder.gameObject, holder.thing), "assigned through ref");
        stage.Run();
        Expect.True(ReferenceEquals(copy.any, copy) && ReferenceEquals(copy.thing, copy.gameObject), "swapped");

        // A reference is looked up again at each read.
        stage.NetworkServer.Destroy(lens.gameObject);
        stage.Run();
        Expect.True(copy.lens == null && copy.identity == null, "gone");
        Expect.Sequence(new string[0], stage.Lines);
    }
}
