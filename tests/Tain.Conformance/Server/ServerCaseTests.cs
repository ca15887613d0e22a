using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Server;

/// <summary>
/// The cases of sync.json and sync2.json that were recorded on a server: objects with every kind of SyncVar and collection, step by step. A whole server runs them;
/// what is compared are the payloads inside the messages that leave for the owner (connection 1) and another observer (connection 2).
/// </summary>
[Trait("Behaviour", "13.5"), Trait("Behaviour", "13.6"), Trait("Behaviour", "14"), Trait("Behaviour", "15")]
public sealed class ServerCaseTests
{
    private const double Start = 150;
    private const double FrameSeconds = 1.0 / 32;

    private static readonly List<JsonElement> Recorded =
    [
        .. new[] { "sync.json", "sync2.json" }.SelectMany(file => Vectors.Load(file).GetProperty("cases").EnumerateArray())
            .Where(json => json.GetProperty("side").GetString() == "server"),
    ];

    private readonly RecordedServer _server = new();
    private RecordedOperations _operations = null!;
    private NetworkIdentity _object = null!;
    private readonly List<(string Where, JsonElement Step)> _spawns = [];
    private double _time = Start;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Recorded.Count; i++) cases.Add(i, Recorded[i].GetProperty("name").GetString()!);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheServerSendsWhatMirrorSent(int index, string name)
    {
        JsonElement json = Recorded[index];
        _operations = new RecordedOperations(new RecordedObjects(_server.Find));
        _server.ConnectReady(Start - 2, 1, 2);
        Prefab prefab = RecordedPrefabs.Add(_server.World, name, 5000, json.GetProperty("components"));
        _server.Frame(Start, () => _object = SpawnCase(prefab, json));

        int number = 0;
        foreach (JsonElement step in json.GetProperty("steps").EnumerateArray()) RunStep(step, $"{name}, step {number++}");
        CompareSpawns(_server.Frame(_time + FrameSeconds));
    }

    private NetworkIdentity SpawnCase(Prefab prefab, JsonElement json)
    {
        // The references case names a second object.
        if (json.GetProperty("name").GetString()!.StartsWith("references", StringComparison.Ordinal))
        {
            _server.Spawn(_server.World.prefabs.Add("referenced", 5001, go =>
            {
                go.AddComponent<NetworkIdentity>();
                go.AddComponent<RigGame.SyncSimple>();
                go.AddComponent<RigGame.SyncNoFields>();
            }), 4, 0);
        }
        NetworkIdentity identity = _server.Spawn(prefab, json.GetProperty("netId").GetUInt32(), 1).GetComponent<NetworkIdentity>()!;
        // These recordings serialize by hand: no component looked for itself whether it had moved.
        foreach (NetworkBehaviour component in identity.NetworkBehaviours) component.enabled = false;
        return identity;
    }

    private void RunStep(JsonElement step, string where)
    {
        if (step.GetProperty("serialize").GetString() == "spawn")
        {
            MakeSpawn(step, where);
            return;
        }
        _time = step.GetProperty("baselineElapsed").GetBoolean() ? Math.Floor(_time) + 1 : _time + FrameSeconds;
        foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("do").GetString() == "time") _time = operation.GetProperty("now").GetDouble();
        }
        CompareBroadcast(step, where);
    }

    // A spawn payload is seen by taking the object from a client and giving it back; the other one goes on observing. No time passes, so nothing else is sent, and
    // the message leaves with the next broadcast.
    private void MakeSpawn(JsonElement step, string where)
    {
        List<SentPacket> sent = _server.Frame(_time, () =>
        {
            DoOperations(step);
            ShowAnew(1);
            ShowAnew(2);
        });
        Assert.Empty(sent);
        _spawns.Add((where, step));
    }

    private void CompareSpawns(List<SentPacket> sent)
    {
        foreach ((int connection, string property) in new[] { (1, "owner"), (2, "observers") })
        {
            List<string> payloads = Payloads<SpawnMessage>(sent, connection, message => message.payload);
            Assert.Equal(_spawns.Select(spawn => (spawn.Where, spawn.Step.GetProperty(property).GetString())), _spawns.Zip(payloads, (spawn, payload) => (spawn.Where, (string?)payload)));
        }
        _spawns.Clear();
    }

    private void ShowAnew(int connection)
    {
        _server.Server.HideForConnection(_object, _server[connection]);
        _server.Server.ShowForConnection(_object, _server[connection]);
    }

    private void CompareBroadcast(JsonElement step, string where)
    {
        List<SentPacket> sent = _server.Frame(_time, () => DoOperations(step));
        CompareSpawns(sent);
        foreach ((int connection, string whose) in new[] { (1, "owner"), (2, "observers") })
        {
            string hybrid = connection == 1 ? "Owner" : "Observers";
            Assert.Equal((where, whose, step.GetProperty(whose).GetString()), (where, whose, Payload<EntityStateMessage>(sent, connection, message => message.payload)));
            Assert.Equal(
                (where, "hybrid delta, " + whose, step.GetProperty("hybridDelta" + hybrid).GetString()),
                (where, "hybrid delta, " + whose, Payload<EntityStateMessageUnreliableDelta>(sent, connection, message => message.payload)));
            Assert.Equal(
                (where, "hybrid baseline, " + whose, step.GetProperty("hybridBaseline" + hybrid).GetString()),
                (where, "hybrid baseline, " + whose, Payload<EntityStateMessageUnreliableBaseline>(sent, connection, message => message.payload)));
        }
    }

    private void DoOperations(JsonElement step)
    {
        foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("do").GetString() != "time") _operations.Apply(operation, _object.NetworkBehaviours);
        }
    }

    private static string Payload<T>(List<SentPacket> sent, int connection, Func<T, ArraySegment<byte>> payload) where T : struct, NetworkMessage =>
        string.Concat(Payloads(sent, connection, payload));

    private static List<string> Payloads<T>(List<SentPacket> sent, int connection, Func<T, ArraySegment<byte>> payload) where T : struct, NetworkMessage
    {
        var payloads = new List<string>();
        foreach (byte[] message in sent.Where(packet => packet.ConnectionId == connection).SelectMany(packet => packet.Messages()))
        {
            var reader = new NetworkReader(message);
            NetworkMessages.UnpackId(reader, out ushort id);
            if (id == NetworkMessages.GetId<T>()) payloads.Add(Vectors.Hex(payload(reader.Read<T>())));
        }
        return payloads;
    }
}
