using System.Globalization;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Client;

/// <summary>
/// The runs of sync2.json that were recorded on a client: frame by frame everything that an owner sends, after the recorded server has given it its objects.
/// </summary>
[Trait("Behaviour", "1.4"), Trait("Behaviour", "21.1"), Trait("Behaviour", "21.2"), Trait("Behaviour", "21.3"), Trait("Behaviour", "21.4")]
public sealed class ClientRunTests
{
    private static readonly List<JsonElement> Runs =
    [
        .. Vectors.Load("sync2.json").GetProperty("runs").EnumerateArray().Where(static json => json.GetProperty("side").GetString() == "client"),
    ];

    private readonly ManualClock _clock = new();
    private readonly ScriptedTransport _wire = new();
    private World _world = null!;
    private NetworkClient _client = null!;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            for (int i = 0; i < Runs.Count; i++) cases.Add(i, Runs[i].GetProperty("name").GetString()!);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void EveryFrameSendsWhatMirrorSent(int index, string name)
    {
        JsonElement run = Runs[index];
        JsonElement settings = run.GetProperty("settings");
        double seconds = settings.GetProperty("frameSeconds").GetDouble();
        JsonElement first = settings.GetProperty("firstFrameAfter");
        int frame = first.GetProperty("frame").GetInt32();
        double start = first.GetProperty("time").GetDouble() - (frame * seconds);
        Begin(run, settings, frame);

        foreach (JsonElement recorded in run.GetProperty("frames").EnumerateArray())
        {
            // Frames in which nothing happened are left out of the recording; the frame counter went on.
            while (frame + 1 < recorded.GetProperty("frame").GetInt32()) Assert.Empty(RunFrame(start + (++frame * seconds), seconds, default));
            RunFrame($"{name}, frame {++frame}", seconds, recorded);
        }
        Assert.Equal(0, _world.ScriptFailures);
    }

    private void Begin(JsonElement run, JsonElement settings, int framesBefore)
    {
        _world = new World(new WorldOptions { TimeProvider = _clock });
        // The low byte of the frame counter is on the wire.
        for (int i = 0; i < framesBefore; i++) _world.Tick(0);
        foreach (JsonElement prefab in run.GetProperty("prefabs").EnumerateArray())
            RecordedPrefabs.Add(_world, prefab.GetProperty("label").GetString()!, prefab.GetProperty("assetId").GetUInt32(), prefab.GetProperty("components"));
        _client = new NetworkClient(_world, _wire, new NetworkClientOptions
        {
            sendRate = settings.GetProperty("sendRate").GetInt32(),
            unreliableBaselineRate = settings.GetProperty("unreliableBaselineRate").GetInt32(),
            autoReady = false,
            autoCreatePlayer = false,
            clockRidesAlong = false,        // Mirror's habit
        });
        _client.Connect("localhost");
    }

    private void RunFrame(string where, double seconds, JsonElement recorded)
    {
        foreach (JsonElement received in recorded.GetProperty("received").EnumerateArray())
            _wire.PushData(0, received.GetProperty("channel").GetInt32(), received.GetProperty("batch").Bytes());
        List<SentPacket> expected =
        [
            .. recorded.GetProperty("sent").EnumerateArray().Select(static json => new SentPacket(0, json.GetProperty("channel").GetInt32(), json.GetProperty("batch").Bytes())),
        ];
        List<SentPacket> sent = RunFrame(recorded.GetProperty("time").GetDouble(), seconds, recorded.GetProperty("operations"));
        Assert.Equal(Describe(where, expected), Describe(where, sent));
    }

    // Operations come after what was received and before anything is sent, as in the recording.
    private List<SentPacket> RunFrame(double time, double seconds, JsonElement operations)
    {
        Exception? thrown = null;
        void Run() => thrown = Record.Exception(() =>
        {
            if (operations.ValueKind == JsonValueKind.Undefined) return;
            foreach (JsonElement operation in operations.EnumerateArray()) Do(operation);
        });
        _clock.Seconds = time;
        _world.EarlyUpdate += Run;
        _world.Tick((float)seconds);
        _world.EarlyUpdate -= Run;
        if (thrown is not null) throw new InvalidOperationException("The operations of the frame failed.", thrown);
        return _wire.TakeSent();
    }

    private void Do(JsonElement operation)
    {
        if (operation.GetProperty("do").GetString() == "Ready") _client.Ready();
        else new RecordedOperations(new RecordedObjects()).Apply(operation, Find(operation).NetworkBehaviours);
    }

    // The recorded server made one object of each prefab.
    private NetworkIdentity Find(JsonElement operation)
    {
        Prefab prefab = _world.prefabs.Get(operation.TryGetProperty("object", out JsonElement label) ? label.GetString()! : "n");
        return _client.spawned.Values.Single(identity => identity.gameObject.prefab == prefab);
    }

    private static string Describe(string where, List<SentPacket> packets) => where + ":\n" + string.Join('\n', packets.OrderBy(static packet => packet.Channel).Select(static packet =>
        string.Create(CultureInfo.InvariantCulture, $"on {packet.Channel} at {BitConverter.ToDouble(packet.Bytes)}: {string.Join(' ', packet.Messages().Select(static message => Vectors.Hex(message)))}")));
}
