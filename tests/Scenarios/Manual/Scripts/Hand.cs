using System.Numerics;

namespace Tain.Scenarios.Manual.Scripts;

/// <summary>On every player: holds one thing.</summary>
public class Hand : NetworkBehaviour
{
    private const float Reach = 2;

    [SyncVar(hook = nameof(OnHeldChanged))] public Item held;

    [Command]
    public void CmdPickUp(GameObject? thing)
    {
        if (held != Item.Nothing || thing?.GetComponent<GroundItem>() is not { } ground) return;
        if (Vector3.Distance(thing.transform.position, transform.position) > Reach) return;
        held = ground.item;
        NetworkServer.Destroy(thing);
    }

    [Command]
    public void CmdDrop()
    {
        if (held == Item.Nothing) return;
        GameObject thing = Instantiate(world.prefabs.Get("GroundItem"), transform.position + transform.forward);
        thing.GetComponent<GroundItem>()!.item = held;
        held = Item.Nothing;
        NetworkServer.Spawn(thing);
    }

    // What a hand holds is no networked object: every client makes its own picture of it.
    private void OnHeldChanged(Item before, Item now)
    {
        if (transform.Find("Held") is { } old) DestroyImmediate(old.gameObject);
        if (now == Item.Nothing) return;
        GameObject picture = Instantiate(world.prefabs.Get(now.ToString()), transform);
        picture.name = "Held";
    }
}
