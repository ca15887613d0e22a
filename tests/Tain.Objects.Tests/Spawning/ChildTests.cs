namespace Tain.Tests;

// One identity is for an object with all its children; what is spawned on its own keeps its own, wherever it hangs.
[Trait("Behaviour", "2")]
public class ChildTests
{
    private readonly Session _session = new();

    public ChildTests() => AddTower(_session.Server.World);

    [Fact]
    public void ScriptsOfChildrenAreNumberedInHierarchyOrderInactiveOnesIncluded()
    {
        ClientSide client = Join();
        GameObject tower = _session.Server.World.Instantiate("Tower");
        _session.NetworkServer.Spawn(tower);
        Actor[] actors = tower.GetComponentsInChildren<Actor>(includeInactive: true);
        _session.Run(2);

        Assert.Equal(["Tower(Clone)", "door", "lock", "roof"], tower.GetComponent<NetworkIdentity>()!.NetworkBehaviours.Select(actor => actor.name));
        Assert.Equal([0, 1, 2, 3], actors.Select(actor => (int)actor.ComponentIndex));

        actors[2].health = 5;
        actors[3].RpcSay("rain");
        _session.Run(2);
        NetworkBehaviour[] copies = client.Client.spawned[actors[0].netId].NetworkBehaviours;
        Assert.Equal(["door", "lock", "roof"], copies[1..].Select(copy => copy.name));
        Assert.Equal(5, ((Actor)copies[2]).health);
        Assert.Contains("RpcSay rain", ((Actor)copies[3]).Journal);
        Assert.All(copies, copy => Assert.Equal("OnStartClient", ((Actor)copy).Journal[0]));
    }

    [Fact]
    public void AnIdentityInsideAnothersPrefabIsAnErrorThatSaysWhatToDo()
    {
        _session.Server.World.prefabs.Add("Matryoshka", 1011, go =>
        {
            go.AddComponent<NetworkIdentity>();
            new GameObject(go.world, "inner").transform.SetParent(go.transform);
            go.transform.GetChild(0).gameObject.AddComponent<NetworkIdentity>();
        });
        GameObject made = _session.Server.World.Instantiate("Matryoshka");

        string complaint = Assert.Throws<InvalidOperationException>(() => _session.NetworkServer.Spawn(made)).Message;

        Assert.Contains("/Matryoshka(Clone)/inner has a NetworkIdentity inside /Matryoshka(Clone)", complaint);
        Assert.Contains("spawn it on its own", complaint);
        Assert.Equal(0u, made.GetComponent<NetworkIdentity>()!.netId);
        Assert.Empty(_session.NetworkServer.spawned);
    }

    [Fact]
    public void AnItemInAHandStaysItselfWhenItsBearerIsSpawnedAgain()
    {
        ClientSide client = Join();
        Actor item = _session.Server.Spawn();
        GameObject bearer = _session.Server.World.Instantiate("Tower");
        _session.NetworkServer.Spawn(bearer);
        item.transform.SetParent(bearer.transform.GetChild(0));
        _session.Run(2);
        client.CopyOf(item)!.transform.SetParent(client.Client.spawned[bearer.GetComponent<NetworkIdentity>()!.netId].transform);

        // The world comes once more: every object is filled again, the bearer with the item in its hand.
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        _session.NetworkServer.SetClientNotReady(connection);
        _session.NetworkServer.SetClientReady(connection);
        _session.Run(2);
        item.health = 3;
        _session.Run(2);

        Assert.Equal(3, client.CopyOf(item)!.health);
        Assert.Same(client.CopyOf(item)!.netIdentity, client.CopyOf(item)!.gameObject.GetComponent<NetworkIdentity>());
        Assert.Equal(4, client.Client.spawned[bearer.GetComponent<NetworkIdentity>()!.netId].NetworkBehaviours.Length);

        item.transform.SetParent(null);
        _session.NetworkServer.Destroy(bearer);
        _session.Run(2);
        item.health = 4;
        _session.Run(2);
        Assert.False(item.isDestroyed);
    }

    [Fact]
    public void WhatHangsOnADestroyedObjectGoesWithIt()
    {
        ClientSide client = Join();
        Actor item = _session.Server.Spawn();
        Actor bearer = _session.Server.Spawn();
        item.transform.SetParent(bearer.transform);
        _session.Run(2);
        Actor itemCopy = client.CopyOf(item)!;

        _session.NetworkServer.Destroy(bearer.gameObject);
        _session.Run(3);

        Assert.Equal("OnStopServer", item.Journal[^1]);
        Assert.DoesNotContain(item.netId, _session.NetworkServer.spawned.Keys);
        Assert.Equal("OnStopClient", itemCopy.Journal[^1]);
        Assert.Single(client.Client.spawned);
    }

    private ClientSide Join()
    {
        ClientSide client = _session.Connect();
        AddTower(client.World);
        _session.Run(6);
        return client;
    }

    private static void AddTower(World world) => world.prefabs.Add("Tower", 1010, go =>
    {
        go.AddComponent<NetworkIdentity>();
        GameObject roof = AddChild(go, "door");
        AddChild(roof, "lock").SetActive(false);
        AddChild(go, "roof");
        go.AddComponent<Actor>();
    });

    private static GameObject AddChild(GameObject parent, string name)
    {
        var child = new GameObject(parent.world, name);
        child.transform.SetParent(parent.transform);
        child.AddComponent<Actor>();
        return child;
    }
}
