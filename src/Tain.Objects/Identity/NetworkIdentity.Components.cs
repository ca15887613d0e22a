using System.Runtime.InteropServices;

namespace Tain;

// Which scripts belong to the object. They are found anew at Awake and at each spawn, since a builder may add scripts after the identity.
public sealed partial class NetworkIdentity
{
    /// <summary>Finds the components. An object that is used again, out of a pool, keeps its array as long as nothing has changed.</summary>
    /// <exception cref="InvalidOperationException">There are too many, or a child has an identity that nobody could spawn.</exception>
    internal NetworkBehaviour[] CollectComponents()
    {
        List<NetworkBehaviour> found = Network.FoundComponents;
        found.Clear();
        Collect(gameObject, found);
        if (found.Count > MaxComponents)
            throw new InvalidOperationException($"{gameObject.path} has {found.Count} NetworkBehaviours; {MaxComponents} is the limit of the wire. Join some of them.");
        for (int i = 0; i < found.Count; i++) found[i].JoinIdentity(this, i);
        if (_components is null || !CollectionsMarshal.AsSpan(found).SequenceEqual(_components)) _components = [.. found];
        found.Clear();
        return _components;
    }

    /// <summary>
    /// Of some components those whose whole state may be sent to who has the object. The message for that names a baseline of the object's Hybrid components: where there are
    /// such, there are none.
    /// </summary>
    internal ulong FindRepeatable(ulong components)
    {
        ulong found = 0;
        NetworkBehaviour[] all = NetworkBehaviours;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].syncMethod == SyncMethod.Hybrid) return 0;
            if (all[i].canRepeatWhole) found |= 1UL << i;
        }
        return found & components;
    }

    private void Collect(GameObject at, List<NetworkBehaviour> found)
    {
        for (int i = 0; i < at.componentCount; i++)
        {
            if (at.GetComponentAtIndex(i) is NetworkBehaviour component) found.Add(component);
        }
        for (int i = 0; i < at.transform.childCount; i++)
        {
            GameObject child = at.transform.GetChild(i).gameObject;
            if (child.GetComponent<NetworkIdentity>() is { } other) CheckNested(other);
            else Collect(child, found);
        }
    }

    // An item that was spawned on its own and then taken in hand is fine. One that came with this object can be named by no spawn message.
    private void CheckNested(NetworkIdentity other)
    {
        if (other.IsSpawned || other.assetId != 0 || other.sceneId != 0) return;
        throw new InvalidOperationException(
            $"{other.gameObject.path} has a NetworkIdentity inside {gameObject.path}, which has one, too. One identity is for an object with all its children: remove the inner one, or make it a prefab and spawn it on its own.");
    }
}
