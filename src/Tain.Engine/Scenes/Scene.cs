namespace Tain;

/// <summary>A part of the world that comes and goes as a whole. The same scene may be loaded several times; each is a Scene of its own.</summary>
public sealed class Scene
{
    private readonly OrderedSlots<GameObject, RootPlace> _roots = new();

    internal Scene(World world, string name, int handle)
    {
        this.world = world;
        this.name = name;
        this.handle = handle;
    }

    /// <summary>The world it is part of.</summary>
    public World world { get; }

    /// <summary>The name under which it was added; shared by all copies of it.</summary>
    public string name { get; }

    /// <summary>A number that no other scene of this world has or had.</summary>
    public int handle { get; }

    /// <summary>Whether its objects have awoken and it is not unloaded.</summary>
    public bool isLoaded { get; internal set; }

    /// <summary>How many objects without a parent there are.</summary>
    public int rootCount => _roots.Count;

    /// <summary>Whether the scene exists: it is loading or loaded.</summary>
    public bool IsValid() => !IsGone;

    internal bool IsGone { get; set; }

    /// <summary>Makes an empty object in this scene.</summary>
    public GameObject CreateGameObject(string name = "New Game Object")
    {
        if (IsGone) throw new InvalidOperationException($"The scene {this} is unloaded; it takes no objects any more.");
        return new GameObject(world, name, this);
    }

    /// <summary>The objects without a parent, in the order in which they came. A new array: objects may come and go while it is walked.</summary>
    public GameObject[] GetRootGameObjects()
    {
        var roots = new GameObject[_roots.Count];
        int count = 0;
        int end = _roots.BeginWalk();
        for (int i = 0; i < end; i++)
        {
            if (_roots[i] is { } root) roots[count++] = root;
        }
        _roots.EndWalk();
        return roots;
    }

    /// <summary>The name and the handle, for logs.</summary>
    public override string ToString() => $"{name} (scene {handle})";

    internal void AddRoot(GameObject root) => _roots.Add(root);

    internal void RemoveRoot(GameObject root) => _roots.Remove(root);

    internal void DestroyObjects()
    {
        // OnDestroy may make objects, here of all places; they go as well, but not for ever.
        for (int round = 0; round < 3 && rootCount > 0; round++)
        {
            foreach (GameObject root in GetRootGameObjects()) root.DestroyNow();
        }
    }
}
