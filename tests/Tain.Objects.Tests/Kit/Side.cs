namespace Tain.Tests;

/// <summary>A world of one process, with its log.</summary>
internal abstract class Side
{
    protected Side(ManualClock clock, World? world = null)
    {
        World = world ?? new World(new WorldOptions { TimeProvider = clock, LoggerFactory = Log });
        if (world is null) TestPrefabs.AddTo(World);
    }

    public RecordedLog Log { get; } = new();

    public World World { get; }

    public void Tick() => World.Tick((float)Session.FrameSeconds);
}

/// <summary>A process with a server, and perhaps a client of its own.</summary>
internal sealed class ServerSide : Side
{
    public ServerSide(ManualClock clock, Tain.Transports.Transport wire, NetworkServerOptions? options = null) : base(clock)
    {
        Server = new NetworkServer(World, wire, options ?? new NetworkServerOptions { sendRate = Session.Rate, playerPrefab = World.prefabs.Get("Actor") });
        if (Server.Options.playerPrefab is null && Server.OnAddPlayer is null) Server.Options.playerPrefab = World.prefabs.Get("Actor");
        Server.Listen();
    }

    public NetworkServer Server { get; }

    public Actor Spawn(NetworkConnectionToClient? owner = null, string prefab = "Actor")
    {
        GameObject made = World.Instantiate(prefab);
        Server.Spawn(made, owner);
        return made.GetComponent<Actor>()!;
    }
}

/// <summary>A process with a client only. With a world given it is one that was in another session before, and keeps its clock.</summary>
internal sealed class ClientSide(ManualClock clock, Tain.Transports.Transport wire, NetworkClientOptions? options, World? world = null) : Side(clock, world)
{
    private NetworkClient? _client;

    public NetworkClient Client => _client ??= new NetworkClient(World, wire, options ?? new NetworkClientOptions { sendRate = Session.Rate });

    public Actor? Player => Client.localPlayer?.GetComponent<Actor>();

    /// <summary>This client's copy of a server's object.</summary>
    public Actor? CopyOf(Actor original) => Client.spawned.TryGetValue(original.netId, out NetworkIdentity? copy) ? copy.GetComponent<Actor>() : null;
}
