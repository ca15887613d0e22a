namespace Tain.Tests;

// What an ordinary script of a spawned object does when it is switched on, before the network has filled the object.
public class AwakeningTests
{
    private readonly Session _session = new();

    [Fact]
    [Trait("Behaviour", "2")]
    public void ACopyThatAwakensAndTakesItselfAwayIsNotInSight()
    {
        ClientSide client = _session.Join();
        client.World.prefabs.Remove(client.World.prefabs.Get("Bare"));
        client.World.prefabs.Add("Bare", 1004, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<ActsOnEnable>().Act = self => self.world.DestroyImmediate(self.gameObject);
        });

        GameObject bare = _session.Server.World.Instantiate("Bare");
        _session.NetworkServer.Spawn(bare, _session.ConnectionOf(client));
        _session.Run(2);

        Assert.Equal([client.Client.localPlayer!], client.Client.spawned.Values);
        Assert.Equal([client.Client.localPlayer!], client.Client.connection!.owned);
        Assert.Empty(client.Log.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "7.4")]
    public void AnObjectOfTheSceneMayAwakenAndEndTheSessionOrItself(bool session)
    {
        AddSceneObject(_session.Server.World);
        ClientSide client = _session.Join();
        Actor copy = AddSceneObject(client.World);
        ActsOnEnable script = copy.gameObject.AddComponent<ActsOnEnable>();
        script.Act = self =>
        {
            if (session) client.Client.Shutdown();
            else self.world.DestroyImmediate(self.gameObject);
        };
        NetworkConnectionToServer connection = client.Client.connection!;
        client.Client.PrepareToSpawnSceneObjects();

        _session.NetworkServer.SpawnObjects();
        NetworkIdentity original = _session.NetworkServer.spawned.Values.Single(identity => identity.sceneId != 0);
        original.AssignClientAuthority(_session.ConnectionOf(client));
        _session.Run(3);

        Assert.False(copy.isClient);
        Assert.False(copy.isOwned);
        Assert.Empty(copy.Journal);
        Assert.DoesNotContain(copy.netIdentity, client.Client.spawned.Values);
        Assert.DoesNotContain(copy.netIdentity, connection.owned);
        Assert.Equal(session, !client.Client.active);
        if (!session) return;

        script.Act = null;
        client.Client.Connect("localhost");
        _session.Run(6);
        Assert.Equal(["OnStartClient"], copy.Journal);
    }

    private static Actor AddSceneObject(World world)
    {
        var made = new GameObject(world, "part of the scene");
        made.SetActive(false);
        made.AddComponent<NetworkIdentity>().sceneId = 71;
        return made.AddComponent<Actor>();
    }

    private sealed class ActsOnEnable : MonoBehaviour
    {
        public Action<ActsOnEnable>? Act { get; set; }

        protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.OnEnable;

        protected override void InvokeLifecycle(LifecycleMethods method) => Act?.Invoke(this);
    }
}
