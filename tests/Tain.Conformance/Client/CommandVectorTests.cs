using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Client;

/// <summary>The Commands of calls2.json: what a client sends, refuses, or throws; and what a server makes of the recorded bytes.</summary>
[Trait("Behaviour", "12.1"), Trait("Behaviour", "12.4")]
public sealed class CommandVectorTests
{
    private static readonly JsonElement Calls = Vectors.Load("calls2.json");

    private static readonly List<JsonElement> Commands =
    [
        .. new[] { "types", "calls" }.SelectMany(static part => Calls.GetProperty(part).EnumerateArray())
            .Where(static json => json.GetProperty("kind").GetString() == "Command"),
    ];

    private static readonly JsonElement AtServer = Calls.GetProperty("atServer");

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Commands.Count; i++) cases.Add(i, Commands[i].GetProperty("method").GetString()!);
            return cases;
        }
    }

    public static TheoryData<int> Arrivals => Vectors.Indices(AtServer);

    [Theory, MemberData(nameof(Cases))]
    public void AClientSendsTheRecordedCommand(int index, string name)
    {
        JsonElement recorded = Commands[index];
        using var clients = new RecordedClients();
        clients.Spawn(NetId, Build);
        bool isOwner = !recorded.TryGetProperty("callerIsOwner", out JsonElement callerIsOwner) || callerIsOwner.GetBoolean();
        NetworkClient caller = isOwner ? clients.Owner : clients.Other;
        var call = new RecordedCall(caller.spawned[NetId], new RecordedObjects(netId => caller.spawned[netId]));
        if (recorded.TryGetProperty("throws", out JsonElement throws) && throws.ValueKind != JsonValueKind.Null) Vectors.AssertThrows(throws, () => call.Make(recorded));
        else call.Make(recorded);
        clients.Tick();
        IEnumerable<SentPacket> expected = recorded.GetProperty("batches").EnumerateArray()
            .Select(static json => new SentPacket(0, json.GetProperty("channel").GetInt32(), json.GetProperty("batch").Bytes()));
        Assert.Equal(Describe<CommandMessage>(name, expected), Describe<CommandMessage>(name, clients.Wire.TakeSent()));
    }

    [Theory, MemberData(nameof(Arrivals))]
    public void AServerRunsTheRecordedCalls(int index)
    {
        JsonElement recorded = AtServer[index];
        var server = new RecordedServer();
        server.ConnectReady(1999, 1, 2);
        NetworkIdentity identity = null!;
        Prefab prefab = server.World.prefabs.Add("recorded", 5000, Build);
        server.Frame(2000, () => identity = server.Spawn(prefab, NetId, ownerConnection: 1).GetComponent<NetworkIdentity>()!);
        int from = recorded.GetProperty("from").GetInt32();
        foreach (JsonElement received in recorded.GetProperty("received").EnumerateArray())
            server.Wire.PushData(from, received.GetProperty("channel").GetInt32(), received.GetProperty("batch").Bytes());
        List<SentPacket> sent = server.Frame(2001);

        IEnumerable<string> ran = identity.NetworkBehaviours.OfType<RigGame.CallsMore>()
            .SelectMany(static one => one.Journal.Select(line => $"{one.ComponentIndex}: {line}"));
        Assert.Equal(recorded.GetProperty("calls").EnumerateArray().Select(static one => one.GetString()), ran);
        if (recorded.TryGetProperty("sent", out JsonElement answers))
        {
            IEnumerable<SentPacket> expected = answers.EnumerateArray()
                .Select(static json => new SentPacket(json.GetProperty("connection").GetInt32(), json.GetProperty("channel").GetInt32(), json.GetProperty("batch").Bytes()));
            Assert.Equal(Describe<RpcMessage>("answer", expected), Describe<RpcMessage>("answer", sent));
        }
        // Whatever it called, it may stay.
        Assert.Equal([1, 2], server.Server.connections.Keys.Order());
    }

    private static uint NetId => Calls.GetProperty("object").GetProperty("netId").GetUInt32();

    private static void Build(GameObject go)
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement type in Calls.GetProperty("object").GetProperty("components").EnumerateArray()) go.AddComponent(TypeNames.Parse(type.GetString()!));
    }

    // In order for each receiver and channel. Pings and time snapshots come and go with the clock.
    private static string Describe<T>(string name, IEnumerable<SentPacket> packets) where T : struct, NetworkMessage
    {
        ushort id = NetworkMessages.GetId<T>();
        IEnumerable<string> lines = packets.OrderBy(static packet => (packet.ConnectionId, packet.Channel)).SelectMany(packet => packet.Messages()
            .Where(message => BitConverter.ToUInt16(message) == id).Select(message => $"to {packet.ConnectionId} on {packet.Channel}: {Vectors.Hex(message)}"));
        return name + ":\n" + string.Join('\n', lines);
    }
}
