using RigGame;
using Tain;
using Tain.Conformance.Sessions;
using Tain.Transports;

namespace AotServer.Tests;

/// <summary>A client of the published server, in this process, over real KCP.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly World _world;
    private readonly RigManager _manager;

    public Visitor(Uri server)
    {
        _world = new World(new WorldOptions { LoggerFactory = Log });
        _manager = _world.CreateGameObject("network").AddComponent<RigManager>();
        _manager.transport = new KcpTransport { Port = (ushort)server.Port };
        _manager.networkAddress = server.Host;
        _manager.StartClient();
    }

    public SessionLog Log { get; } = new();

    public NetworkClient Client => _manager.NetworkClient;

    /// <summary>Whether it has the world and a player.</summary>
    public bool HasJoined => Client.isSpawnFinished && Client.localPlayer is not null;

    /// <summary>Its own player.</summary>
    public RigPlayer Player => Client.localPlayer!.GetComponent<RigPlayer>()!;

    public IEnumerable<RigMob> Mobs => Client.spawned.Values.Select(static identity => identity.GetComponent<RigMob>()).OfType<RigMob>();

    public void Tick(float deltaTime) => _world.Tick(deltaTime);

    public void Leave() => _manager.StopClient();

    public void Dispose() => _world.Dispose();
}
