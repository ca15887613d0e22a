namespace Tain.Tests;

// Objects that the game makes itself on the client: out of a pool, or by code of its own.
[Trait("Behaviour", "8.4")]
[Trait("Behaviour", "8.5")]
public class SpawnHandlerTests
{
    private const uint ActorId = 1001;

    private readonly Session _session = new();
    private readonly ClientSide _client;
    private readonly List<GameObject> _pool = [];
    private readonly List<string> _journal = [];

    public SpawnHandlerTests()
    {
        _client = _session.Join();
        Assert.NotNull(_client.Player);
    }

    [Fact]
    public void APooledObjectStartsEachLifeAnew()
    {
        UsePool();
        Actor first = _session.Server.Spawn();
        first.health = 7;
        _session.Run(2);
        Actor copy = _client.CopyOf(first)!;
        copy.Journal.Clear();

        _session.NetworkServer.Destroy(first.gameObject);
        _session.Run(2);
        Assert.Equal(["OnStopClient"], copy.Journal);
        Assert.False(copy.isDestroyed);
        Assert.Equal(0u, copy.netId);
        Assert.False(copy.isClient);

        Actor second = _session.Server.Spawn(_session.ConnectionOf(_client));
        _session.Run(2);
        Assert.Same(copy, _client.CopyOf(second));
        Assert.Equal(["OnStopClient", "health 7 -> 100", "OnStartClient", "OnStartAuthority"], copy.Journal);

        _session.NetworkServer.UnSpawn(second.gameObject);
        _session.Run(2);
        Assert.Equal(["OnStopClient", "OnStopAuthority"], copy.Journal[^2..]);
        Assert.Equal([_client.Client.localPlayer!], _client.Client.connection!.owned);
        Assert.Equal(["spawn 1001", "unspawn", "spawn 1001", "unspawn"], _journal);
    }

    [Theory]
    [InlineData("null", "returned null")]
    [InlineData("destroyed", "returned an object that is destroyed")]
    [InlineData("bare", "returned an object without NetworkIdentity")]
    [InlineData("player", "returned an object that is in use already")]
    [InlineData("throw", "the spawn handler of asset id 1001")]
    public void AHandlerThatGivesNothingUsableCostsOneObjectAndNothingElse(string what, string complaint)
    {
        _client.Client.RegisterSpawnHandler(ActorId, (SpawnMessage message) => Make(what), _ => { });
        Actor lost = _session.Server.Spawn();
        Actor other = _session.Server.Spawn(prefab: "Secret");
        _session.Run(2);
        lost.health = 3;
        _session.Run(2);

        Assert.Null(_client.CopyOf(lost));
        Assert.NotNull(_client.CopyOf(other));
        Assert.True(_client.Client.isConnected);
        Assert.Equal(1, _client.Log.Count(complaint));
        Assert.True(_client.Client.spawned.ContainsKey(_client.Player!.netId), "what the handler returned by mistake is as it was");
    }

    [Fact]
    public void AnUnspawnHandlerThatThrowsIsLoggedAndTheObjectIsGoneAllTheSame()
    {
        _client.Client.RegisterSpawnHandler(ActorId, (position, _) => _client.World.Instantiate("Actor", position), _ => throw new InvalidOperationException("no room"));
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Actor copy = _client.CopyOf(actor)!;

        _session.NetworkServer.Destroy(actor.gameObject);
        _session.Run(2);

        Assert.Equal(0u, copy.netId);
        Assert.Single(_client.Client.spawned);
        Assert.Equal(1, _client.Log.Count("the unspawn handler of asset id 1001: no room"));
        Assert.True(_client.Client.isConnected);
    }

    [Fact]
    public void HandlersWinOverPrefabsAndASecondRegistrationIsSaid()
    {
        _client.Client.RegisterPrefab(_client.World.prefabs.Get("Secret"), ActorId);
        UsePool();
        UsePool();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        Assert.Equal(["spawn 1001"], _journal);
        Assert.Equal(1, _client.Log.Count("asset id 1001 is replaced"));

        _client.Client.UnregisterSpawnHandler(ActorId);
        Actor next = _session.Server.Spawn();
        _session.Run(2);
        Assert.Equal(2, _client.Client.spawned[next.netId].NetworkBehaviours.Length);
        Assert.Single(_client.CopyOf(actor)!.netIdentity.NetworkBehaviours);
    }

    [Fact]
    [Trait("Behaviour", "8.6")]
    public void ClientShutdownGivesPooledObjectsBack()
    {
        UsePool();
        _session.Server.Spawn();
        _session.Run(2);

        _client.Client.Shutdown();

        // The player has the same asset id; that it was made before the handlers were there makes no difference.
        Assert.Equal(["spawn 1001", "unspawn", "unspawn"], _journal);
        Assert.All(_pool, back => Assert.Contains("OnStopClient", back.GetComponent<Actor>()!.Journal));
        Assert.All(_pool, back => Assert.False(back.GetComponent<Actor>()!.isClient));
    }

    [Fact]
    [Trait("Behaviour", "7.2")]
    public void OnAHostTheUnspawnHandlerIsToldFirst()
    {
        var session = new Session();
        var host = new NetworkClient(session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        host.ConnectHost();
        Actor actor = session.Server.Spawn();
        session.Run(3);
        host.RegisterSpawnHandler(ActorId, (_, _) => throw new InvalidOperationException("never: the object is the server's"), made => made.GetComponent<Actor>()!.Journal.Add("handler"));
        actor.Journal.Clear();

        session.NetworkServer.UnSpawn(actor.gameObject);

        Assert.Equal(["handler", "OnStopClient", "OnStopServer"], actor.Journal);
        Assert.Equal(0, session.Server.Log.Count("never"));
    }

    private void UsePool() => _client.Client.RegisterSpawnHandler(
        ActorId,
        (SpawnMessage message) =>
        {
            _journal.Add($"spawn {message.assetId}");
            if (_pool.Count == 0) return _client.World.Instantiate("Actor");
            GameObject pooled = _pool[^1];
            _pool.RemoveAt(_pool.Count - 1);
            return pooled;
        },
        made =>
        {
            _journal.Add("unspawn");
            made.SetActive(false);
            _pool.Add(made);
        });

    private GameObject? Make(string what)
    {
        switch (what)
        {
            case "null":
                return null;
            case "destroyed":
                GameObject gone = _client.World.Instantiate("Actor");
                _client.World.DestroyImmediate(gone);
                return gone;
            case "bare":
                return _client.World.CreateGameObject();
            case "player":
                return _client.Player!.gameObject;
            default:
                throw new InvalidOperationException("on purpose");
        }
    }
}
