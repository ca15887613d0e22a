using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

/// <summary>A recorded run of a server.</summary>
internal sealed class RecordedServerRun : RecordedRun
{
    private readonly Dictionary<string, GameObject> _objects = [];
    private readonly NetworkServer _server;

    public RecordedServerRun(JsonElement run)
        : base(run)
    {
        _server = new NetworkServer(World, Wire, new NetworkServerOptions
        {
            sendRate = Settings.GetProperty("sendRate").GetInt32(),
            unreliableBaselineRate = Settings.GetProperty("unreliableBaselineRate").GetInt32(),
            unreliableRedundancy = Settings.GetProperty("unreliableRedundancy").GetBoolean(),
        });
        _server.Listen();
    }

    protected override void Receive(JsonElement frame)
    {
        foreach (JsonElement operation in frame.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("do").GetString()!.StartsWith("connect", StringComparison.Ordinal)) Wire.Connect(Connection(operation));
        }
        foreach (JsonElement received in frame.GetProperty("received").EnumerateArray())
        {
            Wire.Deliver(Connection(received), received.GetProperty("channel").GetInt32(), received.GetProperty("batch").Bytes());
        }
    }

    protected override void Do(string what, JsonElement operation)
    {
        switch (what)
        {
            case "connect and ready":
                _server.SetClientReady(_server.connections[Connection(operation)]);
                break;
            case "connect, ready, add a player (assetId 5999)":
                NetworkConnectionToClient joiner = _server.connections[Connection(operation)];
                _server.SetClientReady(joiner);
                _server.AddPlayerForConnection(joiner, World.Instantiate("joiner"));
                break;
            case "instantiate":
                _objects[operation.GetProperty("object").GetString()!] =
                    World.Instantiate(operation.GetProperty("prefab").GetString()!, operation.GetProperty("position").Vector3());
                break;
            case "spawn":
                int owner = operation.GetProperty("ownerConnection").GetInt32();
                _server.Spawn(Find(operation), owner == 0 ? null : _server.connections[owner]);
                break;
            case "addPlayerForConnection":
                _server.AddPlayerForConnection(_server.connections[Connection(operation)], Find(operation));
                break;
            case "assignClientAuthority":
                Find(operation).GetComponent<NetworkIdentity>()!.AssignClientAuthority(_server.connections[Connection(operation)]);
                break;
            case "removeClientAuthority":
                Find(operation).GetComponent<NetworkIdentity>()!.RemoveClientAuthority();
                break;
            default:
                DoToObject(what, operation);
                break;
        }
    }

    protected override GameObject Find(string label) => _objects[label];

    private GameObject Find(JsonElement operation) => Find(operation.GetProperty("object").GetString()!);
}
