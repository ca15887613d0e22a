using Tain.Transports;

namespace Tain.LoadTest.Game;

/// <summary>The built-in server: a whole game of players that walk about, as small as one can be that uses Commands, SyncVars, Rpcs and sight.</summary>
public sealed class ReferenceServer : IDisposable
{
    private const int MaxConnections = 100_000;

    // A client sends one Command, one time snapshot and now and then a ping or pong per tick; a chat burst is five lines.
    private const int MaxMessagesPerTick = 20;

    /// <summary>Makes a server and lets it listen.</summary>
    /// <param name="transport">How clients reach it.</param>
    /// <param name="options">How it plays.</param>
    /// <param name="world">Where clock and log come from; the system's clock and no log when null.</param>
    public ReferenceServer(Transport transport, ReferenceOptions options, WorldOptions? world = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        World = new World(world);
        Phases = new TickPhases(World, World.TimeProvider);
        Prefab player = World.prefabs.Add("Runner", o =>
        {
            o.AddComponent<NetworkIdentity>();
            o.AddComponent<Runner>().movement = options.Movement;
            if (options.Movement == Movement.Transform) o.AddComponent<NetworkTransformReliable>();
        });
        Phases.WatchEarly();
        Network = new NetworkServer(World, new TimedTransport(transport, Phases), new NetworkServerOptions
        {
            sendRate = options.Rate,
            maxConnections = MaxConnections,
            maxMessagesPerSecond = MaxMessagesPerTick * options.Rate,
            playerPrefab = player,
            clockRidesAlong = options.ClockRidesAlong,
            pingsRideAlong = options.ClockRidesAlong,
        });
        Phases.WatchLate();
        if (options.Visible > 0) World.CreateGameObject("rooms").AddComponent<RoomInterest>().placesPerRoom = options.Visible;
        Network.Listen();
    }

    /// <summary>The server's world.</summary>
    public World World { get; }

    /// <summary>The server.</summary>
    public NetworkServer Network { get; }

    /// <summary>What its ticks spend their time on.</summary>
    public TickPhases Phases { get; }

    /// <summary>One tick.</summary>
    /// <param name="deltaTime">Its length in seconds.</param>
    public void Tick(float deltaTime)
    {
        Phases.Begin();
        World.Tick(deltaTime);
        Phases.End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        World.Dispose();
    }
}
