namespace Tain.Engine.Tests.Scenes;

public class SceneTests
{
    private readonly World _world = new();
    private readonly List<string> _journal = [];

    public SceneTests()
    {
        _world.scenes.Add("Arena", scene =>
        {
            scene.CreateGameObject("Wall").AddProbe(_journal, "wall");
            _world.CreateGameObject("Gate").AddProbe(_journal, "gate");
            _journal.Add("built");
        });
        _world.scenes.Add("Lobby", _ => { });
    }

    [Fact]
    public void AWorldBeginsWithOneEmptyActiveScene()
    {
        Assert.Equal(1, _world.scenes.sceneCount);
        Assert.Equal("Main", _world.scenes.activeScene.name);
        Assert.True(_world.scenes.activeScene.isLoaded);
        Assert.Same(_world.scenes.activeScene, _world.CreateGameObject().scene);
    }

    [Fact]
    public void ASceneAwakensWhenItIsBuiltAndTakesWhatItsBuilderMakes()
    {
        Scene main = _world.scenes.activeScene;
        Scene arena = _world.scenes.Load("Arena", LoadSceneMode.Additive);
        Assert.Equal(["built", "wall.Awake", "wall.OnEnable", "gate.Awake", "gate.OnEnable"], _journal);
        Assert.Equal(["Wall", "Gate"], arena.GetRootGameObjects().Select(root => root.name));
        Assert.Same(main, _world.scenes.activeScene);
        Assert.Equal(2, _world.scenes.sceneCount);
    }

    [Fact]
    public void LoadingASingleSceneReplacesAllOthers()
    {
        Scene main = _world.scenes.activeScene;
        GameObject old = _world.CreateGameObject();
        GameObject kept = _world.CreateGameObject("Kept");
        _world.DontDestroyOnLoad(kept);
        var events = new List<string>();
        _world.scenes.sceneUnloaded += scene => events.Add("unloaded " + scene.name);
        _world.scenes.activeSceneChanged += (before, now) => events.Add($"{before.name} -> {now.name}");
        _world.scenes.sceneLoaded += (scene, mode) => events.Add($"loaded {scene.name} {mode} {_journal.Count}");

        Scene arena = _world.scenes.Load("Arena");
        Assert.True(old.isDestroyed);
        Assert.False(kept.isDestroyed);
        Assert.Same(kept, _world.Find("Kept"));
        Assert.False(main.isLoaded || main.IsValid());
        Assert.Same(arena, _world.scenes.activeScene);
        Assert.Equal(1, _world.scenes.sceneCount);
        Assert.Equal(["unloaded Main", "Main -> Arena", "loaded Arena Single 5"], events);
        Assert.Throws<InvalidOperationException>(() => main.CreateGameObject());
    }

    [Fact]
    public void TheSameSceneMayBeLoadedSeveralTimes()
    {
        Scene first = _world.scenes.Load("Arena", LoadSceneMode.Additive);
        Scene second = _world.scenes.Load("Arena", LoadSceneMode.Additive);
        Assert.NotEqual(first.handle, second.handle);
        GameObject wall = first.GetRootGameObjects()[0];
        _world.scenes.Unload(second);
        Assert.False(wall.isDestroyed);
        Assert.Same(first, _world.scenes.GetSceneByName("Arena"));
    }

    [Fact]
    public void LoadingLaterHappensAtTheNextTick()
    {
        SceneLoading loading = _world.scenes.LoadAsync("Arena");
        Scene? seen = null;
        loading.completed += scene => seen = scene;
        Assert.False(loading.isDone);
        _world.Tick(0);
        Assert.True(loading.isDone);
        Assert.Same(loading.scene, seen);
        Assert.Same(seen, _world.scenes.activeScene);
        Assert.Contains("wall.Start", _journal);
    }

    [Fact]
    public void AScriptMayLoadAnotherSceneAwayFromUnderItself()
    {
        Probe probe = _world.CreateGameObject().AddComponent<Probe>();
        Probe other = _world.CreateGameObject().AddComponent<Probe>();
        probe.On[LifecycleMethods.Update] = _ => _world.scenes.Load("Lobby");
        _world.Tick(0);
        Assert.True(probe.isDestroyed);
        Assert.DoesNotContain("Update", other.Journal);
        Assert.Equal("OnDestroy", other.Journal[^1]);
        Assert.Equal(0, _world.ScriptFailures);
    }

    [Fact]
    public void UnloadingTheActiveSceneActivatesAnother()
    {
        Scene main = _world.scenes.activeScene;
        Scene lobby = _world.scenes.Load("Lobby", LoadSceneMode.Additive);
        _world.scenes.SetActiveScene(lobby);
        _world.scenes.Unload(lobby);
        Assert.Same(main, _world.scenes.activeScene);
        Assert.Throws<InvalidOperationException>(() => _world.scenes.Unload(main));
        Assert.Throws<ArgumentException>(() => _world.scenes.SetActiveScene(lobby));
    }

    [Fact]
    public void ObjectsMoveBetweenScenesWithTheirChildren()
    {
        Scene lobby = _world.scenes.Load("Lobby", LoadSceneMode.Additive);
        GameObject parent = _world.CreateGameObject();
        GameObject child = _world.CreateGameObject();
        child.transform.SetParent(parent.transform);
        _world.scenes.MoveGameObjectToScene(parent, lobby);
        Assert.Same(lobby, child.scene);
        Assert.Equal(1, lobby.rootCount);
        Assert.Throws<ArgumentException>(() => _world.scenes.MoveGameObjectToScene(child, lobby));

        child.transform.SetParent(null);
        Assert.Same(lobby, child.scene);
        Assert.Equal(2, lobby.rootCount);
    }

    [Fact]
    public void ABuilderThatFailsTellsItsCallerAndLeavesAUsableWorld()
    {
        _world.scenes.Add("Broken", _ => throw new InvalidOperationException("no walls"));
        Assert.Throws<InvalidOperationException>(() => _world.scenes.Load("Broken", LoadSceneMode.Additive));
        Assert.True(_world.CreateGameObject().activeInHierarchy);

        SceneLoading loading = _world.scenes.LoadAsync("Broken");
        _world.Tick(0);
        Assert.Equal(1, _world.ScriptFailures);
        Assert.True(loading.isDone);
        Assert.Equal("no walls", loading.error?.Message);
    }

    [Fact]
    public void UnloadingLaterHappensAtTheNextTick()
    {
        Scene arena = _world.scenes.Load("Arena", LoadSceneMode.Additive);
        SceneUnloading unloading = _world.scenes.UnloadAsync(arena);
        Scene? seen = null;
        unloading.completed += scene => seen = scene;
        Assert.True(arena.isLoaded);
        _world.Tick(0);
        Assert.True(unloading.isDone);
        Assert.Same(arena, seen);
        Assert.False(arena.isLoaded);
        Assert.Null(unloading.error);
        Assert.Throws<ArgumentException>(() => _world.scenes.UnloadAsync(arena));
    }

    [Fact]
    public void TheOnlySceneCannotBeUnloadedLaterEither()
    {
        SceneUnloading unloading = _world.scenes.UnloadAsync(_world.scenes.activeScene);
        _world.Tick(0);
        Assert.True(unloading.isDone);
        Assert.IsType<InvalidOperationException>(unloading.error);
        Assert.True(_world.scenes.activeScene.isLoaded);
    }

    [Fact]
    public void ComponentsLearnThatTheyArePartOfASceneBeforeAnythingAwakens()
    {
        _world.scenes.Add("Park", scene =>
        {
            GameObject bench = scene.CreateGameObject("Bench");
            bench.AddComponent<Sleeper>().Journal = _journal;
            bench.AddProbe(_journal, "bench");
            GameObject leaf = scene.CreateGameObject("Leaf");
            leaf.AddComponent<Sleeper>().Journal = _journal;
            leaf.transform.SetParent(bench.transform);
        });

        Scene park = _world.scenes.Load("Park");
        _world.Tick(0);
        Assert.Equal(["Bench of Park", "Leaf of Park"], _journal);
        Assert.False(park.GetRootGameObjects()[0].activeSelf);

        park.CreateGameObject("Late").AddComponent<Sleeper>().Journal = _journal;
        Assert.Equal(2, _journal.Count);
    }

    /// <summary>Switches its object off where it is part of a scene.</summary>
    private sealed class Sleeper : Component, ISceneBuilt
    {
        public List<string> Journal { get; set; } = [];

        void ISceneBuilt.OnSceneBuilt(Scene scene)
        {
            Journal.Add($"{name} of {scene.name}");
            gameObject.SetActive(false);
        }
    }

    [Fact]
    public void UnknownNamesAreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => _world.scenes.Load("Nowhere"));
        Assert.Throws<ArgumentException>(() => _world.scenes.LoadAsync("Nowhere"));
        Assert.Throws<ArgumentException>(() => _world.scenes.Add("Lobby", _ => { }));
    }

    [Fact]
    public void ThousandsOfRootsLeaveInAnyOrder()
    {
        Scene scene = _world.scenes.activeScene;
        var things = new List<GameObject>();
        for (int i = 0; i < 1000; i++) things.Add(_world.CreateGameObject(i.ToString()));
        for (int i = 0; i < 1000; i += 3) _world.DestroyImmediate(things[i]);
        things.RemoveAll(thing => thing.isDestroyed);
        for (int i = 0; i < 1000; i++) things.Add(_world.CreateGameObject());
        Assert.Equal(things, scene.GetRootGameObjects());
        Assert.Equal(things.Count, scene.rootCount);
    }

    [Fact]
    public void WhoComesIntoAnotherSceneIsToldOfOnce()
    {
        Scene lobby = _world.scenes.CreateScene("lobby");
        GameObject table = _world.CreateGameObject("table"), cup = _world.CreateGameObject("cup");
        GameObject door = lobby.CreateGameObject("door");
        var moved = new List<string>();
        _world.scenes.gameObjectMoved += target => moved.Add($"{target.name} to {target.scene.name}");

        cup.transform.SetParent(table.transform);
        _world.scenes.MoveGameObjectToScene(table, _world.scenes.activeScene);
        Assert.Empty(moved);

        _world.scenes.MoveGameObjectToScene(table, lobby);
        cup.transform.SetParent(null);
        _world.DontDestroyOnLoad(cup);
        cup.transform.SetParent(door.transform);
        Assert.Equal(["table to lobby", "cup to DontDestroyOnLoad", "cup to lobby"], moved);
    }
}
