using System.Globalization;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Server;

/// <summary>
/// The runs of sync2.json that were recorded on a server, with scripts of ours and NetworkTransforms: frame by frame everything that leaves on both channels, with clients that join late,
/// own, lose sight, and send state of their own.
/// </summary>
[Trait("Behaviour", "1.3"), Trait("Behaviour", "21.1"), Trait("Behaviour", "21.2"), Trait("Behaviour", "21.3"), Trait("Behaviour", "21.4")]
[Trait("Behaviour", "15"), Trait("Behaviour", "16")]
public sealed class RunTests
{
    private const double FrameSeconds = 1.0 / 32;
    private const uint JoinerAssetId = 5999;

    private static readonly List<JsonElement> Runs =
    [
        .. Vectors.Load("sync2.json").GetProperty("runs").EnumerateArray().Where(json => json.GetProperty("side").GetString() == "server"),
    ];

    private readonly Dictionary<string, GameObject> _objects = [];
    private readonly Dictionary<string, Prefab> _prefabs = [];
    private readonly Dictionary<uint, byte> _ticks = [];
    private RecordedServer _server = null!;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Runs.Count; i++) cases.Add(i, Runs[i].GetProperty("name").GetString()!);
            return cases;
        }
    }

    [Trait("Attack", "C-01")]
    [Trait("Attack", "C-09")]
    [Theory, MemberData(nameof(Cases))]
    public void EveryFrameSendsWhatMirrorSent(int index, string name)
    {
        JsonElement run = Runs[index];
        JsonElement settings = run.GetProperty("settings");
        JsonElement first = settings.GetProperty("firstFrameAfter");
        int frame = first.GetProperty("frame").GetInt32();
        double start = first.GetProperty("time").GetDouble() - (frame * FrameSeconds);
        _server = new RecordedServer(
            settings.GetProperty("sendRate").GetInt32(), settings.GetProperty("unreliableBaselineRate").GetInt32(), settings.GetProperty("unreliableRedundancy").GetBoolean(), frame);
        foreach (JsonElement prefab in run.GetProperty("prefabs").EnumerateArray()) AddPrefab(prefab);

        foreach (JsonElement recorded in run.GetProperty("frames").EnumerateArray())
        {
            // Frames in which nothing happened are left out of the recording; the frame counter went on.
            while (frame + 1 < recorded.GetProperty("frame").GetInt32()) _server.Frame(start + (++frame * FrameSeconds));
            RunFrame($"{name}, frame {++frame}", recorded);
        }
    }

    private void RunFrame(string where, JsonElement recorded)
    {
        foreach (JsonElement operation in recorded.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("do").GetString()!.StartsWith("connect", StringComparison.Ordinal)) _server.Wire.PushConnected(operation.GetProperty("connection").GetInt32());
        }
        foreach (JsonElement received in recorded.GetProperty("received").EnumerateArray())
            _server.Wire.PushData(received.GetProperty("connection").GetInt32(), received.GetProperty("channel").GetInt32(), received.GetProperty("batch").Bytes());

        List<SentPacket> sent = _server.Frame(recorded.GetProperty("time").GetDouble(), () =>
        {
            foreach (JsonElement operation in recorded.GetProperty("operations").EnumerateArray()) Do(operation);
        });

        List<SentPacket> expected =
        [
            .. recorded.GetProperty("sent").EnumerateArray().Select(json => new SentPacket(json.GetProperty("connection").GetInt32(), json.GetProperty("channel").GetInt32(), json.GetProperty("batch").Bytes())),
        ];
        Assert.Equal(Describe(where, WithKindTicks(expected, _ticks)), Describe(where, sent));
    }

    // In the frame of a baseline Mirror stamps the deltas of the second and later observers with the tick of that baseline, which they do not have yet, so they drop
    // them. We stamp all with the tick of the baseline before, and the same must be expected here.
    private static List<SentPacket> WithKindTicks(List<SentPacket> packets, Dictionary<uint, byte> ticks)
    {
        foreach (SentPacket packet in packets) packet.ForEach<EntityStateMessageUnreliableDelta>((message, bytes) => bytes[NetworkMessages.IdSize] = ticks.GetValueOrDefault(message.netId));
        foreach (SentPacket packet in packets) packet.ForEach<EntityStateMessageUnreliableBaseline>((message, _) => ticks[message.netId] = message.baselineTick);
        return packets;
    }

    private void Do(JsonElement operation)
    {
        switch (operation.GetProperty("do").GetString())
        {
            case "connect and ready":
                _server.Server.SetClientReady(Connection(operation)!);
                break;
            case "connect, ready, add a player (assetId 5999)":
                _server.Server.SetClientReady(Connection(operation)!);
                _server.Server.AddPlayerForConnection(Connection(operation)!, _server.World.Instantiate(_prefabs["joiner"]));
                break;
            case "instantiate":
                _objects[operation.GetProperty("object").GetString()!] = _server.World.Instantiate(_prefabs[operation.GetProperty("prefab").GetString()!], operation.GetProperty("position").Vector3());
                break;
            case "spawn":
                JsonElement owner = operation.GetProperty("ownerConnection");
                _server.Server.Spawn(Object(operation), owner.GetInt32() == 0 ? null : _server[owner.GetInt32()]);
                break;
            case "removeClientAuthority":
                Identity(operation).RemoveClientAuthority();
                break;
            case "assignClientAuthority":
                Identity(operation).AssignClientAuthority(Connection(operation)!);
                break;
            case "addPlayerForConnection":
                _server.Server.AddPlayerForConnection(Connection(operation)!, Object(operation));
                break;
            case "hideForConnection":
                Connection(operation)!.Send(new ObjectHideMessage { netId = 1 });
                break;
            case "showForConnection":
                SendSpawnAgain(Connection(operation)!);
                break;
            case "unSpawn":
                _server.Server.UnSpawn(Object(operation));
                break;
            case "destroy t":
                _server.Server.Destroy(_objects["t"]);
                break;
            case "look":
                break;
            case "result":
                CheckResult(operation);
                break;
            case "collection" when operation.TryGetProperty("collections", out _):
                FillReferenceLists(operation);
                break;
            default:
                new RecordedOperations(new RecordedObjects(Find)).Apply(operation, Identity(operation).NetworkBehaviours);
                break;
        }
    }

    // The recording called the part of Mirror that only sends; the connection went on observing.
    private void SendSpawnAgain(NetworkConnectionToClient connection)
    {
        NetworkIdentity identity = _objects["x"].GetComponent<NetworkIdentity>()!;
        var spawns = new SpawnSender(new IdentityWriter());
        spawns.Begin(identity);
        spawns.Send(identity, connection);
    }

    // "list: Add t, Add null; goList: Add t" is the only operation that is recorded in words.
    private void FillReferenceLists(JsonElement operation)
    {
        Assert.Equal("list: Add t, Add null; goList: Add t", operation.GetProperty("collections").GetString());
        var references = (RigGame.RefsAll)Identity(operation).NetworkBehaviours[0];
        references.list.Add(_objects["t"].GetComponent<NetworkIdentity>());
        references.list.Add(null);
        references.goList.Add(_objects["t"]);
    }

    private void CheckResult(JsonElement operation)
    {
        // null: the object went with its owner.
        GameObject thing = _objects["x"];
        Assert.Equal(operation.GetProperty("a").ValueKind == JsonValueKind.Null, thing.isDestroyed);
        if (!thing.isDestroyed) Assert.Equal(operation.GetProperty("a").GetInt32(), ((RigGame.SyncSimple)thing.GetComponent<NetworkIdentity>()!.NetworkBehaviours[0]).a);
        Assert.Equal(operation.GetProperty("connections").EnumerateArray().Select(id => id.GetInt32()), _server.Server.connections.Keys.Order());
    }

    private void AddPrefab(JsonElement json)
    {
        string label = json.GetProperty("label").GetString()!;
        uint assetId = json.GetProperty("assetId").GetUInt32();
        if (assetId == JoinerAssetId) _prefabs[label] = _server.World.prefabs.Get("plain");
        else _prefabs[label] = RecordedPrefabs.Add(_server.World, label, assetId, json.GetProperty("components"));
    }

    // netId 0 names the object that is not spawned yet.
    private NetworkIdentity Find(uint netId) => netId == 0 ? _objects["unspawned"].GetComponent<NetworkIdentity>()! : _server.Find(netId);

    private GameObject Object(JsonElement operation) => _objects[operation.TryGetProperty("object", out JsonElement label) ? label.GetString()! : "n"];

    private NetworkIdentity Identity(JsonElement operation) => Object(operation).GetComponent<NetworkIdentity>()!;

    private NetworkConnectionToClient? Connection(JsonElement operation) => _server[operation.GetProperty("connection").GetInt32()];

    private static string Describe(string where, List<SentPacket> packets) => where + ":\n" + string.Join('\n', packets.OrderBy(packet => (packet.ConnectionId, packet.Channel)).Select(packet =>
        string.Create(CultureInfo.InvariantCulture, $"to {packet.ConnectionId} on {packet.Channel} at {BitConverter.ToDouble(packet.Bytes)}: {string.Join(' ', packet.Messages().Select(message => Vectors.Hex(message)))}")));
}
