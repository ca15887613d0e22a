namespace Tain;

/// <summary>
/// What this floor hangs on a world: its server, its client, and what the two share. It is there from the first networked object on, so that scripts can ask
/// <c>NetworkServer.active</c> in a world that has no server; and it holds the order in which the two take part in a tick.
/// </summary>
internal sealed class NetworkWorld
{
    private readonly World _world;

    // Rules that were disabled. They keep what they know, because who sees what stays as it is, and have to hear when that is void.
    private readonly List<InterestManagementBase> _restingRules = [];
    private NetworkServer? _server;
    private NetworkClient? _client;

    private NetworkWorld(World world)
    {
        _world = world;
        Time = new NetworkTime(world.TimeProvider, origin: world.ClockOrigin);
        Log = new ObjectLog(world.LoggerFactory.CreateLogger("Tain.Objects"));
        world.Set(this);
        world.EarlyUpdate += EarlyUpdate;
        world.LateUpdateDone += LateUpdate;
    }

    /// <summary>The world's server; one that nobody can reach when the game has made none.</summary>
    public NetworkServer Server => _server ?? NetworkServer.MakeIdle(_world);

    /// <summary>The world's client; one that cannot connect to anybody remote when the game has made none.</summary>
    public NetworkClient Client => _client ?? NetworkClient.MakeIdle(_world);

    /// <summary>The clocks, shared by server and client.</summary>
    public NetworkTime Time { get; }

    public ObjectLog Log { get; }

    /// <summary>The rule of who sees what; null when everybody sees everything.</summary>
    public InterestManagementBase? Interest { get; private set; }

    /// <summary>
    /// The server that this client's objects are being compared with, in a test; else null. To scripts a reference to an object that is gone is null on either side, but a
    /// client keeps its number.
    /// </summary>
    public NetworkServer? ComparedWith { get; set; }

    public NetworkWriterPool Writers { get; } = new();

    public SceneIds SceneIds { get; } = new();

    public NetworkReaderPool Readers => field ??= new NetworkReaderPool { Context = this };

    /// <summary>Where identities collect their components; empty between the calls.</summary>
    public List<NetworkBehaviour> FoundComponents { get; } = [];

    public double LocalTime => Time.localTime;

    /// <summary>True on a pure client until its world is complete: callbacks that scripts wrote have to wait.</summary>
    public bool IsClientJoining => _client is { active: true, Spawner.IsReceivingWorld: true } && _server is not { active: true };

    public static NetworkWorld Of(World world) => world.TryGet(out NetworkWorld? network) ? network : new NetworkWorld(world);

    /// <summary>An object by its number: the server's where there is a server, since its client shares them.</summary>
    public NetworkIdentity? FindSpawned(uint netId) => _server is { active: true } server ? server.SpawnTable.Find(netId) : _client?.SpawnTable.Find(netId);

    /// <summary>The engine destroyed an object with an identity.</summary>
    public void OnDestroyed(NetworkIdentity identity)
    {
        if (_server is { active: true } server) server.Spawner.OnObjectDestroyed(identity);
        _client?.Spawner.OnObjectDestroyed(identity);
        if (ReferenceEquals(identity.connectionToClient?.identity, identity)) identity.connectionToClient!.identity = null;
    }

    /// <summary>Makes this the world's server, in place of an idle one.</summary>
    public void Enter(NetworkServer server)
    {
        if (_server is { IsIdleStandIn: false }) throw new InvalidOperationException("The world has a NetworkServer already. Dispose it first, or make another world.");
        _server = server;
        if (!server.IsIdleStandIn) _world.Set(server);
    }

    /// <summary>Makes this the world's client, in place of an idle one.</summary>
    public void Enter(NetworkClient client)
    {
        if (_client is { IsIdleStandIn: false }) throw new InvalidOperationException("The world has a NetworkClient already. Dispose it first, or make another world.");
        _client = client;
        if (!client.IsIdleStandIn) _world.Set(client);
    }

    /// <summary>Makes this the world's rule of who sees what, unless it has one.</summary>
    public void Enter(InterestManagementBase rule)
    {
        if (Interest is { } other && !ReferenceEquals(other, rule))
        {
            Log.SecondInterestRule(rule.Describe(), other.Describe());
            return;
        }
        Interest = rule;
        _restingRules.Remove(rule);
    }

    public void Leave(InterestManagementBase rule)
    {
        if (!ReferenceEquals(Interest, rule)) return;
        Interest = null;
        // One that is being destroyed is taken out when the next one leaves.
        _restingRules.RemoveAll(static other => other.isDestroyed);
        _restingRules.Add(rule);
    }

    /// <summary>The server starts, or has stopped: what rules remember is void, also of those that are disabled.</summary>
    public void ResetRules()
    {
        if (Interest is { } rule) Reset(rule);
        _restingRules.RemoveAll(static other => other.isDestroyed);
        // Along a copy: a rule that is told may enable another.
        foreach (InterestManagementBase resting in _restingRules.ToArray()) Reset(resting);
    }

    /// <summary>Host only: its own player begins or ceases to see an object.</summary>
    public void ShowToHost(NetworkIdentity identity, bool visible)
    {
        identity.isVisibleToHost = visible;
        if (Interest is not { } rule) return;
        try
        {
            rule.SetHostVisibility(identity, visible);
        }
        catch (Exception exception)
        {
            Log.InterestRuleFailed(rule.Describe(), nameof(InterestManagementBase.SetHostVisibility), identity.Describe(), exception);
        }
    }

    public void Leave(NetworkServer server)
    {
        if (!ReferenceEquals(_server, server)) return;
        _server = null;
        _world.Set<NetworkServer>(null);
    }

    public void Leave(NetworkClient client)
    {
        if (!ReferenceEquals(_client, client)) return;
        _client = null;
        _world.Set<NetworkClient>(null);
    }

    /// <summary>
    /// The clocks for an endpoint. The first real one says how far behind a server to stay. They run on from session to session, since objects that outlive one
    /// remember when they were sent last.
    /// </summary>
    public NetworkTime TimeFor(int sendRate, SnapshotInterpolationSettings settings)
    {
        if (_server is { IsIdleStandIn: false } || _client is { IsIdleStandIn: false }) return Time;
        Time.ServerTimeline.Configure(sendRate, settings);
        Time.ServerTimeline.Reset();
        return Time;
    }

    private void Reset(InterestManagementBase rule)
    {
        try
        {
            rule.ResetState();
        }
        catch (Exception exception)
        {
            Log.InterestResetFailed(rule.Describe(), exception);
        }
    }

    // The server goes first in both: what it hands to the host's own client is handled in the same frame.
    private void EarlyUpdate()
    {
        Time.BeginFrame();
        _server?.EarlyUpdate();
        _client?.EarlyUpdate();
    }

    private void LateUpdate()
    {
        _server?.LateUpdate();
        _client?.LateUpdate();
    }
}
