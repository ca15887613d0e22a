// What the scripts of cases derive from: it shows what is protected, and remembers what happened. Compiled into the first assembly of each case.
using System.Reflection;
using Microsoft.Extensions.Logging;
using Tain.Transports;

public abstract class Script : NetworkBehaviour
{
    public List<string> Log = new();

    public ulong Dirty
    {
        get => syncVarDirtyBits;
        set => syncVarDirtyBits = value;
    }

    public bool IsWoven => Weaved();

    public IReadOnlyList<SyncObject> Collections => syncObjects;

    public RemoteCallTable Calls => GetRemoteCallTable();

    public string Serialize(bool initial)
    {
        var writer = new NetworkWriter();
        SerializeSyncVars(writer, initial);
        return Convert.ToHexString(writer.ToArray());
    }

    public void Deserialize(string hex, bool initial)
    {
        var reader = new NetworkReader(Convert.FromHexString(hex));
        DeserializeSyncVars(reader, initial);
        if (reader.Remaining != 0) throw new Exception($"{reader.Remaining} bytes were not read.");
    }
}

/// <summary>The player that a client has: without one its world is never complete.</summary>
public class SomePlayer : Script
{
}

/// <summary>A server with a client in another world, or a host, over memory and under a clock that the case moves.</summary>
public sealed class Stage : IDisposable
{
    private readonly Clock _clock = new();
    private readonly Journal _journal = new();
    private readonly MemoryTransport _wire = new();

    private Stage(bool isHost)
    {
        Server = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = _journal });
        NetworkServer = new NetworkServer(Server, _wire, new NetworkServerOptions { playerPrefab = Prefab<SomePlayer>(Server) });
        NetworkServer.Listen();
        Client = isHost ? Server : new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = _journal });
        Prefab<SomePlayer>(Client);
        NetworkClient = new NetworkClient(Client, _wire, new NetworkClientOptions());
        if (isHost) NetworkClient.ConnectHost();
        else NetworkClient.Connect("localhost");
        Run();
    }

    public World Server { get; }

    public World Client { get; }

    public NetworkServer NetworkServer { get; }

    public NetworkClient NetworkClient { get; }

    public IReadOnlyList<string> Lines => _journal.Lines;

    public NetworkConnectionToClient Connection => NetworkServer.connections.Values.Single();

    public static Stage Pair() => new(isHost: false);

    public static Stage Host() => new(isHost: true);

    public T Spawn<T>(bool owned = true) where T : NetworkBehaviour, new()
    {
        Prefab<T>(Client);
        GameObject made = Server.Instantiate(Prefab<T>(Server));
        NetworkServer.Spawn(made, owned ? Connection : null);
        Run();
        return made.GetComponent<T>();
    }

    public T CopyOf<T>(T original) where T : NetworkBehaviour =>
        (T)NetworkClient.spawned[original.netId].NetworkBehaviours[original.ComponentIndex];

    public void Run(int frames = 8)
    {
        for (int i = 0; i < frames; i++)
        {
            _clock.Advance();
            Server.Tick(0.02f);
            if (Client != Server) Client.Tick(0.02f);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private static Prefab Prefab<T>(World world) where T : NetworkBehaviour, new()
    {
        string name = typeof(T).ToString();
        return world.prefabs.TryGet(name, out Prefab known) ? known : world.prefabs.Add(name, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<T>();
        });
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 50;

        public override long GetTimestamp() => _ticks;

        public void Advance() => _ticks++;
    }

    private sealed class Journal : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable BeginScope<TState>(TState state) => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception exception, Func<TState, Exception, string> formatter)
        {
            if (IsEnabled(level)) Lines.Add(formatter(state, exception) + exception);
        }
    }
}
