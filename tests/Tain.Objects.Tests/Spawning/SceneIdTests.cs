namespace Tain.Tests;

// behaviour.md 7.4, wire-messages.md 5.1: the numbers of objects that are part of a scene.
[Trait("Behaviour", "7.4")]
public class SceneIdTests
{
    private readonly World _world = new();

    [Fact]
    public void TheUpperHalfIsMirrorsHashOfTheScene()
    {
        NetworkIdentity[] found = Load("Assets/Scenes/Forest.unity", scene => Make(scene, "Door"));

        Assert.Equal(0xA6B28347u, (uint)(found[0].sceneId >> 32));
    }

    [Fact]
    public void ServerAndClientAgreeWhateverElseOneOfThemBuilds()
    {
        NetworkIdentity[] client = Load("Level", scene =>
        {
            Make(scene, "Door");
            Make(scene, "Door");
            Make(scene, "Lamp");
        });
        var server = new SceneIdTests();
        NetworkIdentity[] onServer = server.Load("Level", scene =>
        {
            Make(scene, "Spawner");
            Make(scene, "Lamp");
            Make(scene, "Door");
            Make(scene, "Door");
        });

        Assert.Equal(client.Select(Named).Order(), onServer.Where(identity => identity.name != "Spawner").Select(Named).Order());
        Assert.Equal(3, client.Select(identity => identity.sceneId).Distinct().Count());

        static string Named(NetworkIdentity identity) => $"{identity.name} {identity.sceneId}";
    }

    [Fact]
    public void AChildIsKnownByItsPath()
    {
        NetworkIdentity[] found = Load("Level", scene =>
        {
            for (int i = 0; i < 2; i++)
            {
                GameObject house = scene.CreateGameObject("House");
                for (int j = 0; j < 2; j++) Make(scene, "Door").transform.SetParent(house.transform);
            }
        });

        Assert.Equal(4, found.Select(identity => identity.sceneId).Distinct().Count());
    }

    [Fact]
    public void ANumberOfTheBuildersOwnIsKept()
    {
        NetworkIdentity[] found = Load("Level", scene => Make(scene, "Door").GetComponent<NetworkIdentity>()!.sceneId = 42);

        Assert.Equal(42ul, found[0].sceneId);
    }

    [Fact]
    public void ObjectsOfASceneSleepUntilTheServerSpawnsThemAndTheirScriptsAwakenThen()
    {
        NetworkIdentity door = Load("Level", scene => Make(scene, "Door").AddComponent<Actor>())[0];
        Assert.False(door.gameObject.activeSelf);
        Assert.Equal(0ul, (ulong)door.netId);

        using var server = new NetworkServer(_world);
        server.Listen(4, listen: false);
        Assert.True(server.SpawnObjects());

        Assert.True(door.gameObject.activeSelf);
        Assert.Equal(1u, door.netId);
        Assert.Equal(["OnStartServer"], door.GetComponent<Actor>()!.Journal);
    }

    [Fact]
    public void OfTwoCopiesOfASceneAClientTakesTheFirst()
    {
        var session = new Session();
        ClientSide client = session.Connect();
        foreach (World world in new[] { session.Server.World, client.World })
        {
            world.scenes.Add("Cave", scene => Make(scene, "Door").AddComponent<Actor>());
            world.scenes.Load("Cave", LoadSceneMode.Additive);
        }
        Scene second = client.World.scenes.Load("Cave", LoadSceneMode.Additive);
        session.NetworkServer.SpawnObjects();
        session.Run(8);

        Assert.Equal(1, client.Log.Count("which another object has too"));
        Assert.False(second.GetRootGameObjects()[0].activeSelf);
        Assert.Equal(2, client.Client.spawned.Count);
    }

    [Fact]
    public void WhatIsMadeLaterIsNoPartOfTheScene()
    {
        Load("Level", scene => Make(scene, "Door"));

        NetworkIdentity late = Make(_world.scenes.activeScene, "Late").GetComponent<NetworkIdentity>()!;

        Assert.Equal(0ul, late.sceneId);
        Assert.True(late.gameObject.activeSelf);
    }

    private static GameObject Make(Scene scene, string name)
    {
        GameObject made = scene.CreateGameObject(name);
        made.AddComponent<NetworkIdentity>();
        return made;
    }

    private NetworkIdentity[] Load(string name, Action<Scene> build)
    {
        _world.scenes.Add(name, build);
        _world.scenes.Load(name);
        return _world.FindObjectsByType<NetworkIdentity>(includeInactive: true);
    }
}
