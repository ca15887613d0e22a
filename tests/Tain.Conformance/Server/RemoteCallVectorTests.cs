using System.Reflection;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Server;

/// <summary>Remote calls as the server sends them: sync.json remoteCalls, and the ClientRpcs and TargetRpcs of calls2.json, whole batches with their timestamps.</summary>
[Trait("Behaviour", "12.2"), Trait("Behaviour", "12.3"), Trait("Behaviour", "12.4")]
public sealed class RemoteCallVectorTests
{
    // RpcNested is left out: the recording does not say which nested types its signature names.
    private static readonly List<JsonElement> Simple =
    [
        .. Vectors.Load("sync.json").GetProperty("remoteCalls").EnumerateArray().Where(json => json.GetProperty("call").GetString() != "RpcNested"),
    ];

    private static readonly JsonElement Calls2 = Vectors.Load("calls2.json");
    private static readonly List<JsonElement> Rpcs =
    [
        .. new[] { "types", "calls" }.SelectMany(part => Calls2.GetProperty(part).EnumerateArray())
            .Where(json => json.GetProperty("kind").GetString() != "Command"),
    ];

    private readonly RecordedServer _server = new();
    private double _flushAt = 2000;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Rpcs.Count; i++) cases.Add(i, Rpcs[i].GetProperty("method").GetString()!);
            return cases;
        }
    }

    [Fact]
    public void SimpleCallsLeaveAsRecorded()
    {
        _server.ConnectReady(1999, 1, 2);
        Prefab prefab = Add("RigGame.SyncSimple", "RigGame.RemoteCalls0");
        NetworkIdentity identity = null!;
        _server.Frame(2000, () => identity = _server.Spawn(prefab, 30, 1).GetComponent<NetworkIdentity>()!);
        for (int i = 0; i < Simple.Count;)
        {
            JsonElement call = Simple[i];
            string name = call.GetProperty("call").GetString()!;
            int count = Simple.Skip(i).TakeWhile(next => next.GetProperty("call").GetString() == name && Same(next, call)).Count();
            Compare(name, Simple.Skip(i).Take(count), identity.NetworkBehaviours[1], call.GetProperty("arguments"));
            i += count;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void CallsOfEveryTypeLeaveAsRecorded(int index, string name)
    {
        JsonElement json = Rpcs[index];
        _server.ConnectReady(1999, 1, 2);
        Prefab prefab = Add([.. Calls2.GetProperty("object").GetProperty("components").EnumerateArray().Select(component => component.GetString()!)]);
        NetworkIdentity identity = null!;
        _server.Frame(2000, () => identity = _server.Spawn(prefab, json.GetProperty("netId").GetUInt32(), json.GetProperty("ownerConnection").GetInt32()).GetComponent<NetworkIdentity>()!);

        Compare(name, json.GetProperty("batches").EnumerateArray(), identity.NetworkBehaviours[json.GetProperty("componentIndex").GetInt32()], json.GetProperty("arguments"));
    }

    private static bool Same(JsonElement one, JsonElement other) => one.GetProperty("arguments").GetRawText() == other.GetProperty("arguments").GetRawText();

    private void Compare(string name, IEnumerable<JsonElement> batches, NetworkBehaviour component, JsonElement arguments)
    {
        List<SentPacket> expected = [.. batches.Select(json => new SentPacket(json.GetProperty("connection").GetInt32(), json.GetProperty("channel").GetInt32(), json.GetProperty("batch").Bytes()))];
        // The time of the call is the batch's; it leaves at a later send interval.
        Assert.Empty(_server.Frame(BitConverter.ToDouble(expected[0].Bytes), () => CallAll(component, name, arguments)));
        List<SentPacket> sent = _server.Frame(_flushAt += 1);

        Assert.Equal(Describe(name, expected), Describe(name, [.. sent.Where(packet => packet.Messages().Any(IsCall))]));
    }

    // "RpcAll, RpcFast" is several calls with an argument each.
    private void CallAll(NetworkBehaviour component, string name, JsonElement arguments)
    {
        string[] methods = name.Split(", ");
        for (int i = 0; i < methods.Length; i++)
        {
            JsonElement own = methods.Length == 1 ? arguments : JsonSerializer.SerializeToElement(new[] { arguments[i] });
            Call(component, methods[i], own);
        }
    }

    private void Call(NetworkBehaviour component, string name, JsonElement arguments)
    {
        var values = new RecordedObjects(_server.Find);
        MethodInfo info = Overload(component.GetType(), name.Split(' ', '(')[0], arguments);
        ParameterInfo[] parameters = info.GetParameters();
        object?[] made = new object?[parameters.Length];
        int next = 0;
        for (int i = 0; i < made.Length; i++)
        {
            bool isTarget = typeof(NetworkConnection).IsAssignableFrom(parameters[i].ParameterType);
            made[i] = isTarget ? _server[2] : values.Read(parameters[i].ParameterType, arguments[next++]);
        }
        info.Invoke(component, made);
    }

    private static MethodInfo Overload(Type type, string name, JsonElement arguments) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .First(method => method.Name == name && method.GetParameters().Count(parameter => !typeof(NetworkConnection).IsAssignableFrom(parameter.ParameterType)) == arguments.GetArrayLength());

    private static bool IsCall(byte[] message) => BitConverter.ToUInt16(message) == NetworkMessages.GetId<RpcMessage>();

    // The time snapshot of the tick shares the unreliable batch with an unreliable call; the recordings flushed by hand.
    private static string Describe(string name, List<SentPacket> packets) => name + ":\n" + string.Join('\n', packets.OrderBy(packet => (packet.ConnectionId, packet.Channel)).Select(packet =>
        $"to {packet.ConnectionId} on {packet.Channel} at {BitConverter.ToDouble(packet.Bytes)}: {string.Join(' ', packet.Messages().Where(IsCall).Select(message => Vectors.Hex(message)))}"));

    private Prefab Add(params string[] components) => _server.World.prefabs.Add("recorded", 5000, go =>
    {
        go.AddComponent<NetworkIdentity>();
        foreach (string name in components)
            typeof(GameObject).GetMethod(nameof(GameObject.AddComponent), 1, [])!.MakeGenericMethod(typeof(RecordedPrefabs).Assembly.GetType(name, throwOnError: true)!).Invoke(go, []);
    });
}
