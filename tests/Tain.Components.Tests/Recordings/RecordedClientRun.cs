using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

/// <summary>A recorded run of a client. Its objects come from the recorded server.</summary>
internal sealed class RecordedClientRun : RecordedRun
{
    private readonly NetworkClient _client;

    public RecordedClientRun(JsonElement run)
        : base(run)
    {
        _client = new NetworkClient(World, Wire, new NetworkClientOptions
        {
            sendRate = Settings.GetProperty("sendRate").GetInt32(),
            unreliableBaselineRate = Settings.GetProperty("unreliableBaselineRate").GetInt32(),
            autoReady = false,
            autoCreatePlayer = false,
        });
        _client.Connect("localhost");
        Wire.Connect();
    }

    protected override void Receive(JsonElement frame)
    {
        foreach (JsonElement received in frame.GetProperty("received").EnumerateArray())
        {
            Wire.Deliver(0, received.GetProperty("channel").GetInt32(), received.GetProperty("batch").Bytes());
        }
    }

    protected override void Do(string what, JsonElement operation)
    {
        if (what == "Ready") _client.Ready();
        else DoToObject(what, operation);
    }

    protected override GameObject Find(string label)
    {
        Prefab prefab = World.prefabs.Get(label);
        return _client.spawned.Values.Single(identity => identity.gameObject.prefab == prefab).gameObject;
    }
}
