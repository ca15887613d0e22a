using System.Numerics;

namespace Tain.Engine.Tests.Prefabs;

public class PrefabTests
{
    private readonly World _world = new();
    private readonly List<string> _journal = [];

    [Fact]
    public void NothingAwakensBeforeTheBuilderIsDone()
    {
        Prefab tank = _world.prefabs.Add("Tank", root =>
        {
            Probe hull = root.AddComponent<Probe>();
            GameObject turret = _world.CreateGameObject("Turret");
            Probe gun = turret.AddComponent<Probe>();
            turret.transform.SetParent(root.transform);
            hull.Journal = gun.Journal = _journal;
            hull.Label = "hull";
            gun.Label = "gun";
            Assert.False(root.activeInHierarchy);
        });
        GameObject copy = _world.Instantiate(tank);
        Assert.Equal(["hull.Awake", "hull.OnEnable", "gun.Awake", "gun.OnEnable"], _journal);
        Assert.Equal("Tank(Clone)", copy.name);
        Assert.Same(tank, copy.prefab);
        Assert.Null(copy.transform.GetChild(0).gameObject.prefab);
    }

    [Fact]
    public void ThePlaceIsKnownToAwake()
    {
        Vector3 seen = default;
        _world.prefabs.Add("Tank", root =>
        {
            root.transform.position = new Vector3(9, 9, 9);
            root.AddComponent<Probe>().On[LifecycleMethods.Awake] = self => seen = self.transform.position;
        });
        _world.Instantiate("Tank");
        Assert.Equal(new Vector3(9, 9, 9), seen);
        _world.Instantiate("Tank", new Vector3(1, 2, 3));
        Assert.Equal(new Vector3(1, 2, 3), seen);

        Transform parent = _world.CreateGameObject().transform;
        parent.position = new Vector3(100, 0, 0);
        GameObject child = _world.Instantiate("Tank", new Vector3(1, 2, 3), Quaternion.Euler(0, 90, 0), parent);
        Assert.Equal(new Vector3(1, 2, 3), child.transform.position);
        Assert.Equal(new Vector3(-99, 2, 3), child.transform.localPosition);
        Assert.Equal(new Vector3(109, 9, 9), _world.Instantiate("Tank", parent).transform.position);
    }

    [Fact]
    public void ABuilderMayUseOtherPrefabs()
    {
        Prefab gun = _world.prefabs.Add("Gun", root => root.AddProbe(_journal, "gun"));
        _world.prefabs.Add("Tank", root =>
        {
            root.AddProbe(_journal, "tank");
            _world.Instantiate(gun, root.transform);
            _journal.Add("built");
        });
        GameObject tank = _world.Instantiate("Tank");
        Assert.Equal(["built", "tank.Awake", "tank.OnEnable", "gun.Awake", "gun.OnEnable"], _journal);
        Assert.Same(gun, tank.transform.GetChild(0).gameObject.prefab);
    }

    [Fact]
    public void AnAwakeMayMakeCopiesInTurn()
    {
        _world.prefabs.Add("Bullet", root => root.AddProbe(_journal, "bullet"));
        _world.prefabs.Add("Tank", root => root.AddProbe(_journal, "tank").On[LifecycleMethods.Awake] = _ => _world.Instantiate("Bullet"));
        _world.Instantiate("Tank");
        Assert.Equal(["tank.Awake", "bullet.Awake", "bullet.OnEnable", "tank.OnEnable"], _journal);
    }

    [Fact]
    public void ABuilderThatFailsLeavesNothingBehind()
    {
        _world.prefabs.Add("Broken", root =>
        {
            root.AddProbe(_journal);
            throw new InvalidOperationException("no steel");
        });
        Assert.Throws<InvalidOperationException>(() => _world.Instantiate("Broken"));
        Assert.Empty(_journal);
        Assert.Equal(0, _world.scenes.activeScene.rootCount);
        Assert.True(_world.CreateGameObject().activeInHierarchy);
    }

    [Fact]
    public void APrefabMayBeBuiltSwitchedOff()
    {
        _world.prefabs.Add("Sleeper", root =>
        {
            root.AddProbe(_journal);
            root.SetActive(false);
        });
        GameObject copy = _world.Instantiate("Sleeper");
        Assert.Empty(_journal);
        copy.SetActive(true);
        Assert.Equal(["Awake", "OnEnable"], _journal);
    }

    [Fact]
    public void IdsComeFromNamesAndAreUnique()
    {
        Prefab tank = _world.prefabs.Add("Tank", _ => { });
        Assert.Equal(0x8ECF0FA9u, tank.assetId);   // FNV-1a 32 of "Tank": servers and clients of different versions must agree
        Assert.True(_world.prefabs.TryGet(tank.assetId, out Prefab? found));
        Assert.Same(tank, found);
        Assert.Same(tank, _world.prefabs.Get("Tank"));
        Assert.Throws<ArgumentException>(() => _world.prefabs.Add("Tank", _ => { }));
        Assert.Throws<ArgumentException>(() => _world.prefabs.Add("Other", tank.assetId, _ => { }));
        Assert.Throws<KeyNotFoundException>(() => _world.prefabs.Get("Plane"));
        Assert.True(_world.prefabs.Remove(tank));
        Assert.False(_world.prefabs.TryGet(tank.assetId, out _));
    }
}
