using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

/// <summary>
/// Repeats a recorded run (tests/vectors/README.md, "runs") frame by frame: puts in what was received, does what was done, and hands out what was sent beside
/// what Mirror sent.
/// </summary>
internal abstract class RecordedRun
{
    private JsonElement _operations;

    protected RecordedRun(JsonElement run)
    {
        Run = run;
        Settings = run.GetProperty("settings");
        World = new World(new WorldOptions { TimeProvider = Clock, LoggerFactory = Log });
        foreach (JsonElement prefab in run.GetProperty("prefabs").EnumerateArray()) RecordedPrefabs.Add(World, prefab);
    }

    public RecordedLog Log { get; } = new();

    protected JsonElement Run { get; }

    protected JsonElement Settings { get; }

    protected ManualClock Clock { get; } = new();

    protected ScriptedWire Wire { get; } = new();

    protected World World { get; }

    public static RecordedRun Of(JsonElement run) => run.GetProperty("side").GetString() == "server" ? new RecordedServerRun(run) : new RecordedClientRun(run);

    public IEnumerable<(int Frame, List<string> Expected, List<string> Actual)> Frames()
    {
        double seconds = Settings.GetProperty("frameSeconds").GetDouble();
        int first = Settings.GetProperty("firstFrameAfter").GetProperty("frame").GetInt32();
        double start = Settings.GetProperty("firstFrameAfter").GetProperty("time").GetDouble();
        // Operations come after what was received and before scripts, as in the recording.
        World.EarlyUpdate += DoOperations;
        int done = first;
        foreach (JsonElement frame in Run.GetProperty("frames").EnumerateArray())
        {
            int number = frame.GetProperty("frame").GetInt32();
            // Nothing happened in the frames between.
            while (done < number - 1) yield return (++done, [], RunFrame(default, start + ((done - first) * seconds), (float)seconds));
            done = number;
            yield return (number, Expected(frame), RunFrame(frame, frame.GetProperty("time").GetDouble(), (float)seconds));
        }
    }

    protected abstract void Receive(JsonElement frame);

    protected abstract void Do(string what, JsonElement operation);

    protected abstract GameObject Find(string label);

    protected void DoToObject(string what, JsonElement operation)
    {
        GameObject target = Find(operation.TryGetProperty("object", out JsonElement label) ? label.GetString()! : "n");
        var moved = target.GetComponent<NetworkTransformBase>();
        switch (what)
        {
            case "transform":
                target.transform.SetLocalPositionAndRotation(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
                target.transform.localScale = operation.GetProperty("scale").Vector3();
                break;
            case "ServerTeleport": moved!.ServerTeleport(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion()); break;
            case "RpcTeleport(position)": moved!.RpcTeleport(operation.GetProperty("position").Vector3()); break;
            case "CmdTeleport(position)": moved!.CmdTeleport(operation.GetProperty("position").Vector3()); break;
            case "CmdTeleport(position, rotation)":
                moved!.CmdTeleport(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
                break;
            case "ResetState": moved!.ResetState(); break;
            case "set" when operation.GetProperty("field").GetString() == "before":
                target.GetComponent<RigGame.SyncMixed>()!.before = operation.GetProperty("value").GetInt32();
                break;
            case "set" when operation.GetProperty("field").GetString() == "after":
                target.GetComponent<RigGame.SyncMixed>()!.after = operation.GetProperty("value").GetInt32();
                break;
            case "collection" when operation.GetProperty("method").GetString() == "Add":
                target.GetComponent<RigGame.SyncMixed>()!.list.Add(operation.GetProperty("arguments")[0].GetInt32());
                break;
            default: throw new InvalidOperationException($"The recording has an operation {operation}.");
        }
    }

    private List<string> RunFrame(JsonElement frame, double time, float seconds)
    {
        Clock.Set(time);
        Wire.Sent.Clear();
        _operations = frame.ValueKind == JsonValueKind.Undefined ? default : frame.GetProperty("operations");
        if (frame.ValueKind != JsonValueKind.Undefined) Receive(frame);
        World.Tick(seconds);
        return [.. Wire.Sent.Select(sent => Packet(sent.Connection, sent.Channel, sent.Packet)).Order()];
    }

    private void DoOperations()
    {
        if (_operations.ValueKind == JsonValueKind.Undefined) return;
        foreach (JsonElement operation in _operations.EnumerateArray()) Do(operation.GetProperty("do").GetString()!, operation);
    }

    private static List<string> Expected(JsonElement frame) =>
    [
        .. frame.GetProperty("sent").EnumerateArray()
            .Select(sent => Packet(Connection(sent), sent.GetProperty("channel").GetInt32(), sent.GetProperty("batch").GetString()!)).Order(),
    ];

    private static string Packet(int connection, int channel, string hex) => $"to {connection} by {channel}: {hex}";

    protected static int Connection(JsonElement json) => json.TryGetProperty("connection", out JsonElement connection) ? connection.GetInt32() : 0;
}
