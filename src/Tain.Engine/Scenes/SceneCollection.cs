using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>The scenes of a world: the recipes by which they can be loaded, and those that are loaded. One of them is active and takes new objects.</summary>
public sealed class SceneCollection
{
    private readonly World _world;
    private readonly Dictionary<string, Action<Scene>> _builders = [];
    private readonly List<Scene> _loaded = [];
    private readonly Queue<AsyncOperation> _queued = new();
    private int _lastHandle;

    internal SceneCollection(World world, string firstName)
    {
        _world = world;
        Permanent = new Scene(world, "DontDestroyOnLoad", handle: 0) { isLoaded = true };
        activeScene = AddLoaded(firstName);
        activeScene.isLoaded = true;
    }

    /// <summary>Raised when a scene is loaded and its objects have awoken.</summary>
    public event Action<Scene, LoadSceneMode>? sceneLoaded;

    /// <summary>Raised when a scene is unloaded and its objects are destroyed.</summary>
    public event Action<Scene>? sceneUnloaded;

    /// <summary>Raised when another scene becomes active: the one before, the one now.</summary>
    public event Action<Scene, Scene>? activeSceneChanged;

    /// <summary>Raised when an object, with all below it, has come from one scene into another: by <see cref="MoveGameObjectToScene"/>, or with a new parent.</summary>
    public event Action<GameObject>? gameObjectMoved;

    /// <summary>The scene that takes new objects.</summary>
    public Scene activeScene { get; private set; }

    /// <summary>How many scenes there are.</summary>
    public int sceneCount => _loaded.Count;

    /// <summary>What survives every unloading; listed nowhere.</summary>
    internal Scene Permanent { get; }

    /// <summary>Makes a scene known, so that it can be loaded by its name.</summary>
    /// <param name="name">Its name, unique in this world.</param>
    /// <param name="build">Fills a new scene, which is the active one meanwhile. Nothing awakens before it returns.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Action<Scene> build)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(build);
        if (!_builders.TryAdd(name, build)) throw new ArgumentException($"There is a scene '{name}' already. Names must differ.", nameof(name));
    }

    /// <summary>Whether a scene of this name can be loaded.</summary>
    public bool Contains(string name) => _builders.ContainsKey(name);

    /// <summary>A scene by its place in the order of loading.</summary>
    public Scene GetSceneAt(int index) => _loaded[index];

    /// <summary>The first loaded scene of this name, or null.</summary>
    public Scene? GetSceneByName(string name) => _loaded.Find(scene => scene.name == name);

    /// <summary>Loads a scene before this returns.</summary>
    /// <exception cref="ArgumentException">No scene of this name was added.</exception>
    public Scene Load(string name, LoadSceneMode mode = LoadSceneMode.Single)
    {
        Action<Scene> build = BuilderOf(name);
        Scene before = activeScene;
        Scene[] others = mode == LoadSceneMode.Single ? [.. _loaded] : [];
        Scene scene = AddLoaded(name);
        foreach (Scene other in others) Remove(other);
        if (mode == LoadSceneMode.Single) ChangeActive(before, scene);
        Build(scene, build);
        RaiseLoaded(scene, mode);
        return scene;
    }

    /// <summary>Makes an empty scene before this returns; it does not become active.</summary>
    public Scene CreateScene(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Scene scene = AddLoaded(name);
        scene.isLoaded = true;
        return scene;
    }

    /// <summary>Loads a scene at the beginning of the next tick, when no script is in the middle of something.</summary>
    /// <exception cref="ArgumentException">No scene of this name was added.</exception>
    public SceneLoading LoadAsync(string name, LoadSceneMode mode = LoadSceneMode.Single)
    {
        BuilderOf(name);
        var loading = new SceneLoading(name, mode);
        _queued.Enqueue(loading);
        return loading;
    }

    /// <summary>Unloads a scene at the beginning of the next tick. If it is the only one then, the operation ends with an error.</summary>
    /// <exception cref="ArgumentException">The scene is not loaded here.</exception>
    public SceneUnloading UnloadAsync(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ThrowIfForeign(scene);
        var unloading = new SceneUnloading(scene);
        _queued.Enqueue(unloading);
        return unloading;
    }

    /// <summary>Unloads a scene and destroys its objects before this returns. If it was active, another becomes active.</summary>
    /// <exception cref="InvalidOperationException">It is the only scene.</exception>
    public void Unload(Scene scene)
    {
        if (scene.IsGone || scene.world != _world) return;
        if (_loaded.Count == 1) throw new InvalidOperationException($"{scene} is the only scene. Load another one instead.");
        if (scene == activeScene) SetActiveScene(_loaded[0] == scene ? _loaded[1] : _loaded[0]);
        Remove(scene);
    }

    /// <summary>Makes a scene the one that takes new objects.</summary>
    /// <exception cref="ArgumentException">The scene is not loaded here.</exception>
    public void SetActiveScene(Scene scene)
    {
        ThrowIfForeign(scene);
        if (scene != activeScene) ChangeActive(activeScene, scene);
    }

    /// <summary>Moves an object without a parent, with all below it, to another scene.</summary>
    /// <exception cref="ArgumentException">The object has a parent, or the scene is not loaded here.</exception>
    public void MoveGameObjectToScene(GameObject root, Scene scene)
    {
        if (scene != Permanent) ThrowIfForeign(scene);
        if (root.transform.parent is not null) throw new ArgumentException($"{root.path} has a parent. Only roots can change scenes.", nameof(root));
        if (root.scene == scene) return;
        root.EnterScene(scene);
        RaiseMoved(root);
    }

    /// <summary>Walks the loaded scenes without allocation.</summary>
    public List<Scene>.Enumerator GetEnumerator() => _loaded.GetEnumerator();

    internal void RaiseMoved(GameObject moved) => gameObjectMoved?.Invoke(moved);

    internal Scene[] WithPermanent() => [.. _loaded, Permanent];

    internal void RunQueued()
    {
        for (int count = _queued.Count; count > 0; count--)
        {
            AsyncOperation queued = _queued.Dequeue();
            _world.Calls.Invoke(() => queued.Run(_world), queued.Description);
        }
    }

    internal void UnloadAll()
    {
        foreach (Scene scene in WithPermanent())
        {
            scene.DestroyObjects();
            scene.isLoaded = false;
            scene.IsGone = true;
        }
    }

    private void Build(Scene scene, Action<Scene> build)
    {
        Scene active = activeScene;
        activeScene = scene;
        _world.Construction.Open();
        try
        {
            build(scene);
            foreach (GameObject root in scene.GetRootGameObjects())
            {
                foreach (ISceneBuilt component in root.GetComponentsInChildren<ISceneBuilt>(includeInactive: true)) component.OnSceneBuilt(scene);
            }
        }
        finally
        {
            // Awake still belongs to the scene: what it makes must come and go with it.
            _world.Construction.Close();
            scene.isLoaded = true;
            if (activeScene == scene) activeScene = active;
        }
    }

    private void Remove(Scene scene)
    {
        scene.DestroyObjects();
        scene.isLoaded = false;
        scene.IsGone = true;
        _loaded.Remove(scene);
        if (sceneUnloaded is { } handlers) _world.Calls.Invoke(() => handlers(scene), "a sceneUnloaded handler");
    }

    private void ChangeActive(Scene before, Scene now)
    {
        activeScene = now;
        if (activeSceneChanged is { } handlers) _world.Calls.Invoke(() => handlers(before, now), "an activeSceneChanged handler");
    }

    private void RaiseLoaded(Scene scene, LoadSceneMode mode)
    {
        if (sceneLoaded is { } handlers) _world.Calls.Invoke(() => handlers(scene, mode), "a sceneLoaded handler");
    }

    private Scene AddLoaded(string name)
    {
        var scene = new Scene(_world, name, ++_lastHandle);
        _loaded.Add(scene);
        return scene;
    }

    private Action<Scene> BuilderOf(string name) =>
        TryGetBuilder(name, out Action<Scene>? build)
            ? build
            : throw new ArgumentException($"There is no scene '{name}'. Add it by world.scenes.Add(...).", nameof(name));

    private bool TryGetBuilder(string name, [NotNullWhen(true)] out Action<Scene>? build) => _builders.TryGetValue(name, out build);

    private void ThrowIfForeign(Scene scene)
    {
        if (scene.IsGone || scene.world != _world) throw new ArgumentException($"{scene} is not loaded in this world.", nameof(scene));
    }
}
