using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;
using Tain.Transports;

namespace Tain.Conformance.RemoteCalls;

/// <summary>Remote calls of woven components leave with the recorded bytes, to the recorded receivers, on the recorded channels; and arrive where they belong.</summary>
public sealed class RemoteCallVectorTests
{
    private const ushort CommandMessageId = 39124;
    private const ushort RpcMessageId = 40238;

    private static readonly JsonElement Calls = Vectors.Load("calls2.json");
    private static readonly JsonElement[] Recorded = [.. Calls.GetProperty("types").EnumerateArray(), .. Calls.GetProperty("calls").EnumerateArray()];
    private static readonly JsonElement AtServer = Calls.GetProperty("atServer");
    private static readonly JsonElement OfServer = Vectors.Load("sync.json").GetProperty("remoteCalls");

    public static TheoryData<int> Rpcs => Indices(static recorded => recorded.GetProperty("kind").GetString() != "Command");

    public static TheoryData<int> Commands => Indices(static recorded => recorded.GetProperty("kind").GetString() == "Command");

    public static TheoryData<int> Arrivals => Vectors.Indices(AtServer);

    // The parameter types of RpcNested are not recorded, so its hash cannot be made.
    public static TheoryData<int> RpcsOfServer => Vectors.Indices(OfServer, static recorded => recorded.GetProperty("call").GetString() != "RpcNested");

    [Theory, MemberData(nameof(Rpcs))]
    public void A_server_sends_the_recorded_rpc(int index)
    {
        JsonElement recorded = Recorded[index];
        using var server = new ObservedServer();
        NetworkIdentity identity = Spawn(server);
        bool toSecond = recorded.GetProperty("note").GetString()?.Contains("to connection 2", StringComparison.Ordinal) == true;
        var call = new RecordedCall(identity, new RecordedObjects(server.Find), toSecond ? server.Connection(2) : null);
        AssertThrowsAsRecorded(recorded, () => call.Make(recorded));
        AssertSent(server, recorded.GetProperty("batches"));
    }

    [Theory, MemberData(nameof(Commands))]
    public void A_client_sends_the_recorded_command(int index)
    {
        JsonElement recorded = Recorded[index];
        using var server = new ObservedServer();
        uint netId = Spawn(server).netId;
        server.Tick();
        NetworkClient client = server.Clients[recorded.TryGetProperty("callerIsOwner", out JsonElement isOwner) && !isOwner.GetBoolean() ? 1 : 0];
        server.Wire.FromClients.Clear();
        var call = new RecordedCall(client.spawned[netId], new RecordedObjects(one => client.spawned[one]), target: null);
        AssertThrowsAsRecorded(recorded, () => call.Make(recorded));
        server.Tick();
        string[] expected = [.. recorded.GetProperty("batches").EnumerateArray().SelectMany(static one => Sent(0, one, CommandMessageId)).OrderBy(Receiver)];
        string[] actual = [.. server.Wire.FromClients.SelectMany(static one => Sent(0, one, CommandMessageId)).OrderBy(Receiver)];
        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Arrivals))]
    public void A_server_runs_the_recorded_calls(int index)
    {
        JsonElement recorded = AtServer[index];
        using var server = new ObservedServer();
        NetworkIdentity identity = Spawn(server);
        server.Tick();
        server.Wire.FromServer.Clear();
        TransportClient sender = server.Wire.Clients[recorded.GetProperty("from").GetInt32() - 1];
        foreach (JsonElement received in recorded.GetProperty("received").EnumerateArray())
            sender.Send(received.GetProperty("batch").Bytes(), (Channel)received.GetProperty("channel").GetByte());
        server.Tick();

        string[] ran = [.. identity.NetworkBehaviours.OfType<RigGame.CallsMore>().SelectMany(static one => one.Journal.Select(line => $"{one.ComponentIndex}: {line}"))];
        // The recordings number connections from 1.
        for (int i = 0; i < ran.Length; i++)
        {
            int from = ran[i].IndexOf(" from ", StringComparison.Ordinal);
            if (from >= 0) ran[i] = $"{ran[i][..from]} from {server.NumberOf(int.Parse(ran[i][(from + 6)..], null))}";
        }
        Assert.Equal(recorded.GetProperty("calls").EnumerateArray().Select(static one => one.GetString()), ran);
        if (recorded.TryGetProperty("sent", out JsonElement sent)) AssertSent(server, sent);
        Assert.Equal(2, server.Server.connections.Count);
    }

    [Theory, MemberData(nameof(RpcsOfServer))]
    public void A_server_sends_each_connection_its_recorded_rpc(int index)
    {
        JsonElement recorded = OfServer[index];
        using var server = new ObservedServer();
        NetworkIdentity identity = server.Spawn(recorded.GetProperty("netId").GetUInt32(), static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigGame.SyncSimple>();
            go.AddComponent<RigGame.RemoteCalls0>();
        });
        string[] words = recorded.GetProperty("call").GetString()!.Split(' ', 2);
        new RecordedCall(identity, new RecordedObjects(server.Find), words.Length > 1 ? server.Connection(2) : null)
            .Make(identity.NetworkBehaviours[recorded.GetProperty("componentIndex").GetInt32()], words[0], recorded.GetProperty("arguments"));
        server.Tick();
        int connection = recorded.GetProperty("connection").GetInt32();
        IEnumerable<string> actual = server.Wire.FromServer.Where(one => server.NumberOf(one.Connection) == connection).SelectMany(one => Sent(connection, one, RpcMessageId));
        Assert.Equal(Sent(connection, recorded, RpcMessageId), actual);
    }

    private static NetworkIdentity Spawn(ObservedServer server) => server.Spawn(Calls.GetProperty("object").GetProperty("netId").GetUInt32(), static go =>
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement type in Calls.GetProperty("object").GetProperty("components").EnumerateArray()) go.AddComponent(TypeNames.Parse(type.GetString()!));
    });

    private static void AssertThrowsAsRecorded(JsonElement recorded, Action call)
    {
        if (recorded.TryGetProperty("throws", out JsonElement throws) && throws.ValueKind != JsonValueKind.Null) Vectors.AssertThrows(throws, call);
        else call();
    }

    private static void AssertSent(ObservedServer server, JsonElement batches)
    {
        server.Tick();
        string[] expected = [.. batches.EnumerateArray().SelectMany(static one => Sent(one.GetProperty("connection").GetInt32(), one, RpcMessageId)).OrderBy(Receiver)];
        string[] actual = [.. server.Wire.FromServer.SelectMany(one => Sent(server.NumberOf(one.Connection), one, RpcMessageId)).OrderBy(Receiver)];
        Assert.Equal(expected, actual);
    }

    private static IEnumerable<string> Sent(int connection, JsonElement packet, ushort id) =>
        SentPacket.Messages(packet.GetProperty("batch").Bytes(), id).Select(message => $"{connection}, channel {packet.GetProperty("channel")}: {message}");

    private static IEnumerable<string> Sent(int connection, SentPacket packet, ushort id) =>
        SentPacket.Messages(packet.Batch, id).Select(message => $"{connection}, channel {(int)packet.Channel}: {message}");

    // Order counts for each receiver and channel; which of them comes first does not.
    private static string Receiver(string sent) => sent[..sent.IndexOf(':')];

    private static TheoryData<int> Indices(Func<JsonElement, bool> where)
    {
        var indices = new TheoryData<int>();
        for (int i = 0; i < Recorded.Length; i++)
        {
            if (where(Recorded[i])) indices.Add(i);
        }
        return indices;
    }
}
