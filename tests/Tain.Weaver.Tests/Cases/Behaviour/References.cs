// SyncVars that refer to networked objects are read and written by id; Transform is not one of them.
public class Lens : NetworkBehaviour
{
}

public class Holder : NetworkBehaviour
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
        using var world = new World();
        GameObject go = world.CreateGameObject("g");
        var holder = go.AddComponent<Holder>();
        holder.thing = go;
        holder.identity = go.AddComponent<NetworkIdentity>();
        holder.lens = go.AddComponent<Lens>();
        Expect.Equal(7UL, holder.Dirty);
        Expect.Equal(1, holder.changes);
        Expect.True(holder.Has, "read");
        Expect.Sequence(new[] { "get Lens", "get Lens" }, holder.Log);
        Expect.Equal("07" + "07" + "07" + "07", Expect.Hex(holder.Serialize(false)));

        holder.thing = null;
        holder.Log.Clear();
        holder.Swap();
        Expect.True(ReferenceEquals(go, holder.thing), "assigned through ref");
        Expect.Equal(15UL, holder.Dirty);
        holder.Deserialize(new byte[] { 1, 2, 3, 4 }, true);
        Expect.Equal(2, holder.changes);
        Expect.Equal("01020304", Expect.Hex(holder.Serialize(true)));
    }
}
