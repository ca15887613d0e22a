using RigGame;
using Tain;
using Tain.Conformance.Sessions;
using Tain.Transports;

namespace AotServer.Tests;

/// <summary>A client of the published server, in this process, over real KCP.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly World _world;

    public Visitor(Uri server)
    {
        _world = new World(new WorldOptions { LoggerFactory = Log });
        Client = new NetworkClient(_world, new KcpTransport(), new NetworkClientOptions { sendRate = 30 });
        RigPrefabs.AddTo(_world);
        RigChatRoom.Enter(Client);
        Client.OnConnectedEvent += () => _world.Debug.Log("client: connected");
        Client.OnDisconnectedEvent += () => _world.Debug.Log("client: disconnected");
        Client.Connect(server);
    }

    public SessionLog Log { get; } = new();

    public NetworkClient Client { get; }

    /// <summary>Whether it has the world and a player.</summary>
    public bool HasJoined => Client.isSpawnFinished && Client.localPlayer is not null;

    /// <summary>Its own player.</summary>
    public RigPlayer Player => Client.localPlayer!.GetComponent<RigPlayer>()!;

    public IEnumerable<RigMob> Mobs => Client.spawned.Values.Select(static identity => identity.GetComponent<RigMob>()).OfType<RigMob>();

    public void Tick(float deltaTime) => _world.Tick(deltaTime);

    public void Dispose()
    {
        Client.Dispose();
        _world.Dispose();
    }
}
