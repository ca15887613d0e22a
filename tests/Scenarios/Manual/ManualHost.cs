using Tain.Simulation;

namespace Tain.Scenarios.Manual;

/// <summary>A host of its own, without anybody else: server and client in one world, on the clock of a game.</summary>
internal sealed class ManualHost : IDisposable
{
    private readonly SimulatedGame _clock;

    public ManualHost(SimulatedGame clock, bool autoCreatePlayer = true)
    {
        _clock = clock;
        World = new World(new WorldOptions { TimeProvider = clock.Network.Clock });
        ManualGame.AddPrefabs(World);
        Server = new NetworkServer(World, options: new NetworkServerOptions { playerPrefab = World.prefabs.Get("Player") });
        Client = new NetworkClient(World, options: new NetworkClientOptions { autoCreatePlayer = autoCreatePlayer });
        Server.Listen(maxConns: 1, listen: false);
        Client.ConnectHost();
    }

    public World World { get; }

    public NetworkServer Server { get; }

    public NetworkClient Client { get; }

    /// <summary>A few frames.</summary>
    public void Run()
    {
        for (int i = 0; i < 4; i++)
        {
            _clock.RunFor(TimeSpan.FromSeconds(1 / 60.0));
            World.Tick(1 / 60f);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        World.Dispose();
    }
}
