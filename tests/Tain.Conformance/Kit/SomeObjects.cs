using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>A server's world in which references can name objects: any netId asked for is spawned.</summary>
internal sealed class SomeObjects : IDisposable
{
    private readonly World _world = new();
    private readonly NetworkServer _server;

    public SomeObjects()
    {
        _server = new NetworkServer(_world, new MemoryTransport(), new NetworkServerOptions());
        _server.Listen();
    }

    public NetworkIdentity Find(uint netId)
    {
        while (!_server.spawned.ContainsKey(netId))
        {
            GameObject made = _world.CreateGameObject("some object");
            made.AddComponent<NetworkIdentity>();
            made.AddComponent<RigGame.SyncSimple>();
            made.AddComponent<RigGame.SyncNoFields>();
            _server.Spawn(made);
        }
        return _server.spawned[netId];
    }

    /// <summary>A reader that finds objects in this world.</summary>
    public NetworkReader Reader(byte[] bytes) => new(bytes) { Context = NetworkWorld.Of(_world) };

    public void Dispose()
    {
        _server.Dispose();
        _world.Dispose();
    }
}
