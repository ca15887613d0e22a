using System.Numerics;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>A server and one client over memory, in one thread under one clock, and a crowd of objects with a NetworkTransform each.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Rate = 64;
    private const double FrameSeconds = 1.0 / Rate;     // exact in binary, so that every tick sends
    private const int TicksToConnect = 100;
    private const string Prefab = "Moved";

    private readonly ManualClock _clock = new();
    private readonly World _serverWorld;
    private readonly World _clientWorld;
    private readonly Transform[] _objects;

    public Crowd(Type? kind, int objects, CoordinateSpace space)
    {
        var wire = new MemoryTransport();
        _serverWorld = NewWorld(kind, space);
        _clientWorld = NewWorld(kind, space);
        var server = new NetworkServer(_serverWorld, wire, new NetworkServerOptions { sendRate = Rate, playerPrefab = _serverWorld.prefabs.Get("Player") });
        server.Listen();
        var client = new NetworkClient(_clientWorld, wire, new NetworkClientOptions { sendRate = Rate });
        client.Connect("localhost");
        for (int i = 0; i < TicksToConnect; i++) Tick();
        _objects = new Transform[objects];
        for (int i = 0; i < objects; i++)
        {
            GameObject made = _serverWorld.Instantiate(Prefab, new Vector3(i, 0, 0));
            server.Spawn(made);
            _objects[i] = made.transform;
        }
        for (int i = 0; i < TicksToConnect; i++) Tick();
        if (client.spawned.Count != objects + 1) throw new InvalidOperationException($"The client sees {client.spawned.Count} objects.");
    }

    /// <summary>What the server's ticks cost.</summary>
    public Cost Server { get; } = new();

    /// <summary>What the client's ticks cost.</summary>
    public Cost Client { get; } = new();

    /// <summary>Moves this many of the objects, outside of what is timed.</summary>
    public void Move(int count)
    {
        for (int i = 0; i < count; i++) _objects[i].localPosition += new Vector3(0.25f, 0, 0.125f);
    }

    public void Tick()
    {
        _clock.Advance(FrameSeconds);
        Server.Start();
        _serverWorld.Tick((float)FrameSeconds);
        Server.Stop();
        Client.Start();
        _clientWorld.Tick((float)FrameSeconds);
        Client.Stop();
    }

    public void Dispose()
    {
        _clientWorld.Dispose();
        _serverWorld.Dispose();
    }

    private World NewWorld(Type? kind, CoordinateSpace space)
    {
        var world = new World(new WorldOptions { TimeProvider = _clock });
        world.prefabs.Add("Player", 1, static go => go.AddComponent<NetworkIdentity>());
        world.prefabs.Add(Prefab, 2, go =>
        {
            go.AddComponent<NetworkIdentity>();
            if (kind is null) return;
            ((NetworkTransformBase)go.AddComponent(kind)).coordinateSpace = space;
        });
        return world;
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1L << 20;

        public override long GetTimestamp() => _now;

        public void Advance(double seconds) => _now += (long)(seconds * TimestampFrequency);
    }
}
