using System.Numerics;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Server;

/// <summary>sync.json, messageFlow: every message that leaves for two clients through spawn, ownership, visibility, player, readiness and destruction.</summary>
[Trait("Behaviour", "7.1")]
public sealed class MessageFlowTests
{
    private const double Time = 300;

    private static readonly JsonElement Recorded = Vectors.Load("sync.json").GetProperty("messageFlow");

    private readonly RecordedServer _server = new();
    private readonly List<SentPacket> _sent = [];
    private int _next = 1;

    [Fact]
    public void EveryStepSendsWhatMirrorSent()
    {
        NetworkServer server = _server.Server;
        Prefab prefab = RecordedPrefabs.Add(_server.World, "flow", 51966, Recorded[0].GetProperty("components"));
        _server.ConnectReady(Time - 1, 1, 2);
        GameObject thing = null!, player = null!;

        Step("Spawn with owner connection 1", () =>
        {
            _server.SkipTo(28);
            thing = _server.World.Instantiate(prefab, new Vector3(1, 2, 3), new Quaternion(0, 0.70710677f, 0, 0.70710677f));
            thing.transform.localScale = new Vector3(2);
            server.Spawn(thing, _server[1]);
        });
        NetworkIdentity identity = thing.GetComponent<NetworkIdentity>()!;
        Step("RemoveClientAuthority", identity.RemoveClientAuthority);
        Step("AssignClientAuthority to connection 2", () => identity.AssignClientAuthority(_server[2]));
        Step("HideForConnection 1", () => server.HideForConnection(identity, _server[1]));
        Step("ShowForConnection 1", () => server.ShowForConnection(identity, _server[1]));
        Step("UnSpawn", () => server.UnSpawn(thing));
        Step("AddPlayerForConnection 1", () =>
        {
            player = _server.World.Instantiate(prefab);
            server.AddPlayerForConnection(_server[1], player);
        });
        Step("SetClientNotReady 1", () => server.SetClientNotReady(_server[1]));
        Step("SetClientReady 1", () => server.SetClientReady(_server[1]));
        Step("Destroy", () => server.Destroy(player));

        Assert.Equal(Recorded.GetArrayLength(), _next);
    }

    // The recording flushed by hand without a broadcast, so the state messages that a tick adds are left out of the comparison. All bears one timestamp.
    private void Step(string name, Action action)
    {
        double time = Time + _next;
        _sent.AddRange(_server.Frame(time, action));
        _sent.AddRange(_server.Frame(time + (1.0 / 32)));
        for (; _next < Recorded.GetArrayLength() && Recorded[_next].GetProperty("after").GetString() == name; _next++)
        {
            JsonElement entry = Recorded[_next];
            int connection = entry.GetProperty("connection").GetInt32();
            List<string> expected = [.. new SentPacket(connection, 0, entry.GetProperty("batch").Bytes()).Messages().Select(message => Vectors.Hex(message))];
            Assert.Equal((name, connection, string.Join(' ', expected)), (name, connection, string.Join(' ', Reliable(connection))));
            _sent.RemoveAll(packet => packet.ConnectionId == connection);
        }
        Assert.DoesNotContain(_sent, packet => Reliable(packet.ConnectionId).Count > 0);
        _sent.Clear();
    }

    private List<string> Reliable(int connection) =>
    [
        .. _sent.Where(packet => packet.ConnectionId == connection && packet.Channel == Channels.Reliable).SelectMany(packet => packet.Messages())
            .Where(message => BitConverter.ToUInt16(message) != NetworkMessages.GetId<EntityStateMessage>()).Select(message => Vectors.Hex(message)),
    ];
}
