using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Simulation;
using Tain.Tests;
using Tain.Transports;

namespace Tain.Conformance.Server;

/// <summary>
/// The other half of the recorded cases: the same objects and operations, with clients of ours in place of the recordings. After every step the owner, an observer, and
/// in the end one who joins late, hold what the server holds: every type of SyncVar and element, every operation, every level of inheritance, both sync methods.
/// </summary>
[Trait("Behaviour", "13.6"), Trait("Behaviour", "14"), Trait("Behaviour", "15")]
public sealed class ReplicaCaseTests : IDisposable
{
    private const int Rate = 32;
    private const uint Case = 5000, Referenced = 5001, Player = 5999;

    private static readonly List<JsonElement> Recorded =
    [
        .. new[] { "sync.json", "sync2.json" }.SelectMany(static file => Vectors.Load(file).GetProperty("cases").EnumerateArray())
            .Where(static json => json.GetProperty("side").GetString() == "server" && json.GetProperty("components").EnumerateArray().All(static one => one.GetProperty("networkTransform").ValueKind == JsonValueKind.Null)),
    ];

    private readonly ManualClock _clock = new();
    private readonly MemoryTransport _wire = new();
    private readonly List<World> _worlds = [];
    private readonly RecordedLog _log = new();
    private JsonElement _case;
    private NetworkServer _server = null!;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Recorded.Count; i++) cases.Add(i, Recorded[i].GetProperty("name").GetString()!);
            return cases;
        }
    }

    public void Dispose()
    {
        foreach (World world in _worlds) world.Dispose();
    }

    [Theory, MemberData(nameof(Cases))]
    public void EveryCopyHoldsWhatTheServerHolds(int index, string name)
    {
        _case = Recorded[index];
        World world = CreateWorld();
        _server = new NetworkServer(world, _wire, new NetworkServerOptions { sendRate = Rate, unreliableBaselineRate = 4, clockRidesAlong = false, playerPrefab = world.prefabs.Get("player") });
        _server.Listen();
        NetworkClient owner = Join(), observer = Join();
        NetworkIdentity referenced = Spawn(Referenced, null), identity = Spawn(Case, ConnectionOf(owner));
        var operations = new RecordedOperations(new RecordedObjects(_ => referenced));
        Run(2);

        bool isImmediate = identity.NetworkBehaviours.All(static one => one is { syncMethod: SyncMethod.Reliable, syncInterval: 0 });
        int number = 0;
        foreach (JsonElement step in _case.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray())
            {
                string what = operation.GetProperty("do").GetString()!;
                if (what != "time") operations.Apply(operation, identity.NetworkBehaviours);
                // A plain field is sent when its component says so.
                if (what == "setPlainField") identity.NetworkBehaviours[operation.GetProperty("component").GetInt32()].SetDirty();
            }
            Run(isImmediate ? 2 : Rate);
            Compare($"{name}, step {number++}", owner, observer);
        }
        Compare($"{name}, late joiner", owner, observer, Join());
        Assert.DoesNotContain(_log.Lines, static line => !line.Contains("as null", StringComparison.Ordinal));
    }

    private void Compare(string where, params NetworkClient[] clients)
    {
        foreach (NetworkClient client in clients)
        {
            // What an owner decides it is not told: the recordings set it on the server all the same.
            string? difference = ReplicaCheck.FindDifference(_server, client, component => component.syncDirection == SyncDirection.ServerToClient || component.connectionToClient != ConnectionOf(client));
            Assert.True(difference is null, $"{where}: {difference}");
        }
    }

    private NetworkConnectionToClient ConnectionOf(NetworkClient client) =>
        _server.connections.Values.Single(connection => connection.identity?.netId == client.localPlayer!.netId);

    private NetworkIdentity Spawn(uint assetId, NetworkConnectionToClient? owner)
    {
        GameObject made = _server.World.Instantiate(_server.World.prefabs.All.Single(prefab => prefab.assetId == assetId));
        _server.Spawn(made, owner);
        return made.GetComponent<NetworkIdentity>()!;
    }

    private NetworkClient Join()
    {
        var client = new NetworkClient(CreateWorld(), _wire, new NetworkClientOptions { sendRate = Rate, clockRidesAlong = false });
        client.Connect("localhost");
        Run(6);
        return client;
    }

    private void Run(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            _clock.Seconds += 1.0 / Rate;
            foreach (World world in _worlds) world.Tick(1f / Rate);
        }
    }

    private World CreateWorld()
    {
        var world = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = _log });
        _worlds.Add(world);
        RecordedPrefabs.Add(world, "case", Case, _case.GetProperty("components"));
        world.prefabs.Add("referenced", Referenced, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigGame.SyncSimple>();
            go.AddComponent<RigGame.SyncNoFields>();
        });
        world.prefabs.Add("player", Player, static go => go.AddComponent<NetworkIdentity>());
        return world;
    }
}
