using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using RigGame;
using Tain;
using Tain.Transports;

namespace AotServer;

/// <summary>A whole dedicated server: a world, the network, and a loop that ends when the system asks for it.</summary>
internal sealed class DedicatedServer : IDisposable
{
    private const int TicksPerSecond = 60;
    private const int SendsPerSecond = 30;

    private readonly World _world;
    private readonly NetworkServer _server;

    public DedicatedServer(ushort port, ILoggerFactory log)
    {
        _world = new World(new WorldOptions { LoggerFactory = log });
        RigPrefabs.AddTo(_world);
        _server = new NetworkServer(_world, new KcpTransport { Port = port }, new NetworkServerOptions
        {
            sendRate = SendsPerSecond,
            playerPrefab = _world.prefabs.Get(RigPrefabs.PlayerName),
        });
        _server.OnConnectedEvent += connection => _world.Debug.Log($"connected {connection.connectionId}");
        _server.OnDisconnectedEvent += connection => _world.Debug.Log($"disconnected {connection.connectionId}");
        RigChatRoom.Open(_server);
    }

    /// <summary>Serves until Ctrl+C or SIGTERM. Returns the exit code.</summary>
    public int Run()
    {
        try
        {
            _server.Listen();
        }
        catch (InvalidOperationException taken)
        {
            Console.Error.WriteLine($"The server cannot start: {taken.Message}");
            return 1;
        }
        foreach (uint assetId in RigPrefabs.Mobs) SpawnMob(assetId);

        using var quit = new CancellationTokenSource();
        using var loop = new GameLoop(_world, new GameLoopOptions { TicksPerSecond = TicksPerSecond });
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Console.WriteLine($"listening on {_server.Uri}");
        loop.Run(quit.Token);
        _server.Shutdown();
        Console.WriteLine($"stopped after {loop.Ticks} ticks, {loop.LateTicks} of them late");
        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;      // the loop ends, then Run returns
            quit.Cancel();
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _world.Dispose();
    }

    private void SpawnMob(uint assetId)
    {
        if (!_world.prefabs.TryGet(assetId, out Prefab? prefab)) throw new InvalidOperationException($"There is no prefab {assetId}.");
        GameObject mob = _world.Instantiate(prefab);
        mob.AddComponent<Orbit>();      // on the server only: clients see where it leads
        _server.Spawn(mob);
    }
}
