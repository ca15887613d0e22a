namespace Tain.Conformance.Kit;

/// <summary>A whole server whose clients are a script: the test says who connects and what arrives, and sees the batches that leave.</summary>
internal sealed class RecordedServer
{
    private readonly ManualClock _clock = new();
    private uint _spawnedSoFar;

    /// <param name="framesBefore">How many frames there were before the server began; their number is on the wire.</param>
    public RecordedServer(int sendRate = 32, int baselineRate = 1, bool redundancy = false, int framesBefore = 0)
    {
        World = new World(new WorldOptions { TimeProvider = _clock });
        for (int i = 0; i < framesBefore; i++) World.Tick(1f / 32);
        Server = new NetworkServer(World, Wire, new NetworkServerOptions
        {
            sendRate = sendRate,
            unreliableBaselineRate = baselineRate,
            unreliableRedundancy = redundancy,
            tellBaselineToNewObservers = false,     // Mirror's habit
            clockRidesAlong = false,
        });
        Server.Listen();
        World.prefabs.Add("plain", 5999, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigGame.SyncNoFields>();
        });
    }

    public ScriptedTransport Wire { get; } = new();

    public World World { get; }

    public NetworkServer Server { get; }

    public double Time => _clock.Seconds;

    public NetworkConnectionToClient this[int connectionId] => Server.connections[connectionId];

    /// <summary>Runs a frame at a time and returns what left in it. The script runs after what arrived was handled, and before anything is sent.</summary>
    public List<SentPacket> Frame(double time, Action? script = null)
    {
        Exception? thrown = null;
        void Run() => thrown = Record.Exception(() => script?.Invoke());
        _clock.Seconds = time;
        World.EarlyUpdate += Run;
        World.Tick(1f / 32);
        World.EarlyUpdate -= Run;
        if (thrown is not null) throw new InvalidOperationException("The script of the frame failed.", thrown);
        Assert.Equal(0, World.ScriptFailures);
        return Wire.TakeSent();
    }

    /// <summary>Connects clients and makes them ready, as the recordings do: none has a player.</summary>
    public void ConnectReady(double time, params int[] connectionIds)
    {
        foreach (int id in connectionIds) Wire.PushConnected(id);
        Frame(time, () =>
        {
            foreach (int id in connectionIds) Server.SetClientReady(this[id]);
        });
    }

    public GameObject Spawn(Prefab prefab, uint netId, int ownerConnection)
    {
        SkipTo(netId);
        GameObject made = World.Instantiate(prefab);
        Server.Spawn(made, ownerConnection == 0 ? null : this[ownerConnection]);
        _spawnedSoFar = netId;
        Assert.Equal(netId, made.GetComponent<NetworkIdentity>()!.netId);
        return made;
    }

    /// <summary>Uses up numbers, so that the next object gets the recorded one. Nobody is told.</summary>
    public void SkipTo(uint netId)
    {
        while (_spawnedSoFar + 1 < netId)
        {
            GameObject filler = World.CreateGameObject("filler");
            filler.AddComponent<NetworkIdentity>().serverOnly = true;
            Server.Spawn(filler);
            Server.UnSpawn(filler);
            _spawnedSoFar++;
        }
    }

    /// <summary>The spawned object that a recorded reference names.</summary>
    public NetworkIdentity Find(uint netId) => Server.spawned[netId];
}
