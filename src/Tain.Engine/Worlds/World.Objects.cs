using System.Numerics;

namespace Tain;

// Making, finding and destroying objects.
public sealed partial class World
{
    /// <summary>Makes an empty object in the active scene.</summary>
    public GameObject CreateGameObject(string name = "New Game Object") => new(this, name);

    /// <summary>Makes a copy of a prefab at the place that its builder chose.</summary>
    /// <param name="prefab">The recipe.</param>
    /// <param name="parent">What the copy becomes a child of, its place being relative to it; or null.</param>
    /// <returns>The copy. If it is active, Awake and OnEnable have run.</returns>
    public GameObject Instantiate(Prefab prefab, Transform? parent = null) => Build(prefab, null, null, parent);

    /// <inheritdoc cref="Instantiate(Prefab, Transform)"/>
    /// <exception cref="KeyNotFoundException">There is no prefab of this name.</exception>
    public GameObject Instantiate(string prefab, Transform? parent = null) => Build(prefabs.Get(prefab), null, null, parent);

    /// <summary>Makes a copy of a prefab at a place in the world.</summary>
    /// <param name="prefab">The recipe.</param>
    /// <param name="position">Where, in the world.</param>
    /// <param name="rotation">How turned, in the world; null for what the builder chose.</param>
    /// <param name="parent">What the copy becomes a child of, or null.</param>
    /// <returns>The copy. If it is active, Awake and OnEnable have run.</returns>
    public GameObject Instantiate(Prefab prefab, Vector3 position, Quaternion? rotation = null, Transform? parent = null) =>
        Build(prefab, position, rotation, parent);

    /// <inheritdoc cref="Instantiate(Prefab, Vector3, Quaternion?, Transform)"/>
    /// <exception cref="KeyNotFoundException">There is no prefab of this name.</exception>
    public GameObject Instantiate(string prefab, Vector3 position, Quaternion? rotation = null, Transform? parent = null) =>
        Build(prefabs.Get(prefab), position, rotation, parent);

    /// <summary>Destroys an object with all below it, or one component, at the end of the tick. Null and what is destroyed already are ignored.</summary>
    /// <param name="target">What to destroy.</param>
    /// <param name="delay">Game seconds to wait.</param>
    public void Destroy(WorldObject? target, float delay = 0)
    {
        if (!target) return;
        CheckDestroyable(target!);
        if (delay > 0) Timers.Add(new DelayedDestroy(_doomed, target!), Time.FrameTime + delay);
        else _doomed.Add(target!);
    }

    /// <summary>Destroys an object with all below it, or one component, before this returns. Null and what is destroyed already are ignored.</summary>
    public void DestroyImmediate(WorldObject? target)
    {
        if (!target) return;
        CheckDestroyable(target!);
        target!.DestroyNow();
    }

    /// <summary>Keeps a root object when scenes are unloaded.</summary>
    /// <exception cref="ArgumentException">The object has a parent.</exception>
    public void DontDestroyOnLoad(GameObject target) => scenes.MoveGameObjectToScene(target, scenes.Permanent);

    /// <summary>The first active object of this name, or null. Searches the whole world.</summary>
    public GameObject? Find(string name) => FindActive(name, static (candidate, wanted) => candidate.name == wanted);

    /// <summary>The first active object with this tag, or null. Searches the whole world.</summary>
    public GameObject? FindWithTag(string tag) => FindActive(tag, static (candidate, wanted) => candidate.CompareTag(wanted));

    /// <summary>The first component of this type, or null. Searches the whole world.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T? FindFirstObjectByType<T>(bool includeInactive = false) where T : class
    {
        foreach (Scene scene in scenes.WithPermanent())
        {
            foreach (GameObject root in scene.GetRootGameObjects())
            {
                if (root.GetComponentInChildren<T>(includeInactive) is { } found) return found;
            }
        }
        return null;
    }

    /// <summary>All components of this type. Searches the whole world.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T[] FindObjectsByType<T>(bool includeInactive = false) where T : class
    {
        var found = new List<T>();
        foreach (Scene scene in scenes.WithPermanent())
        {
            foreach (GameObject root in scene.GetRootGameObjects()) root.CollectInChildren(includeInactive, found);
        }
        return [.. found];
    }

    private GameObject Build(Prefab prefab, Vector3? position, Quaternion? rotation, Transform? parent)
    {
        ArgumentNullException.ThrowIfNull(prefab);
        Construction.Open();
        try
        {
            var copy = new GameObject(this, prefab.name + "(Clone)") { prefab = prefab };
            try
            {
                prefab.Build(copy);
                if (parent is not null) copy.transform.SetParent(parent, worldPositionStays: false);
                if (position is { } place) copy.transform.position = place;
                if (rotation is { } turned) copy.transform.rotation = turned;
            }
            catch
            {
                // Half an object would be worse than none; the caller learns why.
                copy.DestroyNow();
                throw;
            }
            return copy;
        }
        finally
        {
            Construction.Close();
        }
    }

    private GameObject? FindActive(string wanted, Func<GameObject, string, bool> matches)
    {
        foreach (Scene scene in scenes.WithPermanent())
        {
            foreach (GameObject root in scene.GetRootGameObjects())
            {
                if (FindActive(root, wanted, matches) is { } found) return found;
            }
        }
        return null;
    }

    private static GameObject? FindActive(GameObject at, string wanted, Func<GameObject, string, bool> matches)
    {
        if (!at.activeInHierarchy) return null;
        if (matches(at, wanted)) return at;
        foreach (Transform child in at.transform)
        {
            if (FindActive(child.gameObject, wanted, matches) is { } found) return found;
        }
        return null;
    }

    private void CheckDestroyable(WorldObject target)
    {
        if (target is Transform) throw new ArgumentException($"The Transform of {target.name} cannot be destroyed alone. Destroy its GameObject.", nameof(target));
        if (target.world != this) throw new ArgumentException($"{target} lives in another world. Ask that world to destroy it.", nameof(target));
    }
}
