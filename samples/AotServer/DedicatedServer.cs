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

    private readonly World _world;
    private readonly RigManager _manager;

    public DedicatedServer(ushort port, ILoggerFactory log)
    {
        _world = new World(new WorldOptions { LoggerFactory = log });
        _manager = _world.CreateGameObject("network").AddComponent<RigManager>();
        _manager.transport = new KcpTransport { Port = port };
    }

    /// <summary>Serves until Ctrl+C or SIGTERM. Returns the exit code.</summary>
    public int Run()
    {
        try
        {
            _manager.StartServer();
        }
        catch (InvalidOperationException taken)
        {
            Console.Error.WriteLine($"The server cannot start: {taken.Message}");
            return 1;
        }
        foreach (RigMob mob in _manager.Mobs) mob.gameObject.AddComponent<Orbit>();      // on the server only: clients see where it leads

        using var quit = new CancellationTokenSource();
        using var loop = new GameLoop(_world, new GameLoopOptions { TicksPerSecond = TicksPerSecond });
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Console.WriteLine($"listening on {_manager.NetworkServer.Uri}");
        loop.Run(quit.Token);
        _manager.StopServer();
        Console.WriteLine($"stopped after {loop.Ticks} ticks, {loop.LateTicks} of them late");
        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;      // the loop ends, then Run returns
            quit.Cancel();
        }
    }

    public void Dispose() => _world.Dispose();
}
