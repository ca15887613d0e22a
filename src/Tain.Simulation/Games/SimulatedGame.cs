using System.Runtime.CompilerServices;

namespace Tain.Simulation;

/// <summary>
/// A server and its clients on one simulated network, each in a world of its own, ready for a test of a game:
/// <code>
/// using var game = new SimulatedGame(seed, LinkProfile.BadMobile, build: MyGame.AddPrefabs, player: "Player");
/// NetworkClient alice = game.Join("alice"), bob = game.Join("bob");
/// game.PlayerOf(alice).GetComponent&lt;Player&gt;()!.CmdSay("hello");
/// game.RunUntilReplicated();
/// </code>
/// The transport is KCP, the loop runs 60 frames per second on every side. An error in any side's log ends the run: nothing may go wrong unnoticed.
/// </summary>
/// <remarks>A test project that writes to SyncVars is woven like a game (<c>TainWeave</c>); otherwise its writes are plain stores, which nobody sends.</remarks>
public sealed class SimulatedGame : IDisposable
{
    private const int FramesPerSecond = 60;

    // A lost connection shows after 10 s; a new one and its repeats on the worst line take a few more.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Action<World> _build;
    private readonly List<NetworkClient> _clients = [];
    private readonly ErrorWatch _errors = new();

    /// <summary>Starts a server.</summary>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="profile">How the lines behave.</param>
    /// <param name="build">Fills a new world with prefabs and scenes; called once for the server and once for each client.</param>
    /// <param name="player">The name of the prefab that each client gets a player from; null when the game gives players itself, by <c>Server.OnAddPlayer</c>.</param>
    /// <param name="options">How the server behaves; Mirror's defaults when null.</param>
    public SimulatedGame(ulong seed, LinkProfile profile, Action<World> build, string? player = null, NetworkServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        _build = build;
        Network = new SimulatedNetwork(seed, profile);
        Network.Invariant(_errors.ThrowIfAny);
        World world = CreateWorld("server");
        options ??= new NetworkServerOptions();
        if (player is not null) options.playerPrefab = world.prefabs.Get(player);
        Server = new NetworkServer(world, Network.CreateKcpTransport(Network.Server), options);
        Server.Listen();
        Network.EveryFrame(FramesPerSecond, world.Tick);
    }

    /// <summary>The network with its clock: cut lines, change the weather, schedule events.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>The server; its world is <c>Server.World</c>.</summary>
    public NetworkServer Server { get; }

    /// <summary>All clients made so far, in order.</summary>
    public IReadOnlyList<NetworkClient> Clients => _clients;

    /// <summary>Makes a client that is connecting. It gets a host with its name on the network.</summary>
    /// <param name="name">The name of the machine, for traces and for cutting its line.</param>
    /// <param name="options">How the client behaves; Mirror's defaults when null.</param>
    /// <returns>The client; its world is <c>World</c>.</returns>
    public NetworkClient Connect(string name, NetworkClientOptions? options = null)
    {
        World world = CreateWorld(name);
        var client = new NetworkClient(world, Network.CreateKcpTransport(Network.Host(name)), options);
        client.Connect(Network.Server.Name);
        _clients.Add(client);
        Network.EveryFrame(FramesPerSecond, world.Tick);
        return client;
    }

    /// <summary>Makes a client and runs until it has its player.</summary>
    /// <param name="name">The name of the machine.</param>
    /// <param name="options">How the client behaves; Mirror's defaults when null.</param>
    /// <returns>The client.</returns>
    /// <exception cref="SimulationException">It has no player after 20 simulated seconds.</exception>
    public NetworkClient Join(string name, NetworkClientOptions? options = null)
    {
        NetworkClient client = Connect(name, options);
        Network.RunUntil(() => client.localPlayer is not null, s_patience, $"{name} has a player");
        return client;
    }

    /// <summary>The player of a client, in the client's world.</summary>
    /// <param name="client">The client.</param>
    /// <returns>Its player.</returns>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public GameObject PlayerOf(NetworkClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.localPlayer?.gameObject ?? throw new InvalidOperationException("The client has no player (any more). Run until it has one.");
    }

    /// <summary>The same component on another side: a client's copy of the server's, or of another client's.</summary>
    /// <typeparam name="T">The kind of component.</typeparam>
    /// <param name="component">A component of a spawned object, on any side.</param>
    /// <param name="client">The client whose copy is wanted; null: the server's original.</param>
    /// <returns>The component there; null when the object is not (yet, or any more) there.</returns>
    public T? SameOn<T>(T component, NetworkClient? client) where T : NetworkBehaviour
    {
        ArgumentNullException.ThrowIfNull(component);
        IReadOnlyDictionary<uint, NetworkIdentity> spawned = client?.spawned ?? Server.spawned;
        return spawned.TryGetValue(component.netId, out NetworkIdentity? identity) ? (T)identity.NetworkBehaviours[component.ComponentIndex] : null;
    }

    /// <summary>Runs for a while.</summary>
    /// <param name="time">How long, simulated.</param>
    /// <exception cref="SimulationException">Something went wrong on the way.</exception>
    public void RunFor(TimeSpan time) => Network.RunFor(time);

    /// <summary>Runs until a condition holds.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="limit">How long to wait at most, simulated; 20 seconds when null.</param>
    /// <param name="expectation">What the message of a failure calls the condition; filled in by the compiler.</param>
    /// <exception cref="SimulationException">The limit passed, or something went wrong on the way.</exception>
    public void RunUntil(
        Func<bool> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string? expectation = null) =>
        Network.RunUntil(condition, limit ?? s_patience, expectation);

    /// <summary>Runs until every client that is connected or connecting shows exactly what the server has; see <see cref="ReplicaCheck"/>.</summary>
    /// <param name="limit">How long to wait at most, simulated; 20 seconds when null.</param>
    /// <param name="include">Which components to compare; all when null.</param>
    /// <exception cref="SimulationException">The worlds still differ; the message tells in what.</exception>
    public void RunUntilReplicated(TimeSpan? limit = null, Func<NetworkBehaviour, bool>? include = null)
    {
        string? difference = null;
        bool AreEqual()
        {
            difference = FindDifference(include);
            return difference is null;
        }

        // What was done just now has to leave its own world first: calls wait for the end of the frame.
        Network.RunFor(TimeSpan.FromSeconds(2.0 / FramesPerSecond) + TimeSpan.FromSeconds(Server.sendInterval));
        try
        {
            Network.RunUntil(AreEqual, limit ?? s_patience, "every client's world equals the server's");
        }
        catch (SimulationException e) when (difference is not null)
        {
            throw e.Because(difference);
        }
    }

    /// <summary>Disconnects everybody and ends the worlds.</summary>
    public void Dispose()
    {
        foreach (NetworkClient client in _clients)
        {
            client.Dispose();
            client.World.Dispose();
        }

        Server.Dispose();
        Server.World.Dispose();
    }

    private string? FindDifference(Func<NetworkBehaviour, bool>? include)
    {
        foreach (NetworkClient client in _clients)
        {
            if (client.active && ReplicaCheck.FindDifference(Server, client, include) is { } difference) return difference;
        }

        return null;
    }

    private World CreateWorld(string side)
    {
        var world = new World(new WorldOptions
        {
            TimeProvider = Network.Clock,
            LoggerFactory = _errors.LoggerFor(side),
            RandomSeed = Network.Random.NextUInt64(),
        });
        _build(world);
        return world;
    }
}
