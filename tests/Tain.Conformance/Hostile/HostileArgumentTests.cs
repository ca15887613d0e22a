using RigGame;
using Tain.Conformance.Kit;
using Tain.Tests;
using Tain.Transports;

namespace Tain.Conformance.Hostile;

/// <summary>
/// Random bytes as arguments of every remote call of the recorded scripts, and as state. Whoever sent them may have to go, with one line in the log; nobody else notices.
/// </summary>
[Trait("Behaviour", "12.1"), Trait("Behaviour", "12.2"), Trait("Behaviour", "26")]
public sealed class HostileArgumentTests : IDisposable
{
    private const int Rounds = 12;          // random payloads per function
    private const int MaxPayloadBytes = 48;
    private const double FrameSeconds = 1.0 / 32;

    private readonly ManualClock _clock = new();
    private readonly MemoryTransport _wire = new();
    private readonly RecordedLog _log = new();
    private readonly World _serverWorld;
    private readonly NetworkServer _server;
    private readonly NetworkClient _alice;
    private readonly Random _random = new(20260806);
    private NetworkClient _mallory;
    private int _mallories;

    public HostileArgumentTests()
    {
        _serverWorld = CreateWorld(_log);
        _server = new NetworkServer(_serverWorld, _wire, new NetworkServerOptions { sendRate = int.MaxValue, playerPrefab = _serverWorld.prefabs.Get("Player") });
        _server.Listen();
        _alice = Join();
        _mallory = Join();
    }

    public void Dispose()
    {
        _alice.Dispose();
        _mallory.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void CommandsWithArgumentsOfRandomBytes()
    {
        int refused = 0;
        foreach (NetworkBehaviour component in _alice.localPlayer!.NetworkBehaviours)
        {
            foreach (RemoteCall call in component.GetRemoteCallTable().Where(static call => call.Kind == RemoteCallKind.Command))
            {
                for (int round = 0; round < Rounds; round++)
                {
                    _mallory.Send(new CommandMessage
                    {
                        netId = _mallory.localPlayer!.netId,
                        componentIndex = component.ComponentIndex,
                        functionHash = call.Hash,
                        payload = RandomPayload(),
                    });
                    refused += CheckThatOnlyMalloryIsConcerned(call.FunctionFullName);
                }
            }
        }
        Assert.True(refused > 100, $"Only {refused} of the payloads were unreadable: the test asks nothing.");
    }

    [Fact]
    public void RpcsWithArgumentsOfRandomBytes()
    {
        int refused = 0;
        foreach (NetworkBehaviour component in _alice.localPlayer!.NetworkBehaviours)
        {
            foreach (RemoteCall call in component.GetRemoteCallTable().Where(static call => call.Kind != RemoteCallKind.Command))
            {
                for (int round = 0; round < Rounds / 2; round++)
                {
                    ConnectionOf(_mallory).Send(new RpcMessage
                    {
                        netId = _mallory.localPlayer!.netId,
                        componentIndex = component.ComponentIndex,
                        functionHash = call.Hash,
                        payload = RandomPayload(),
                    });
                    refused += CheckThatOnlyMalloryIsConcerned(call.FunctionFullName);
                }
            }
        }
        Assert.True(refused > 100, $"Only {refused} of the payloads were unreadable: the test asks nothing.");
    }

    [Fact]
    [Trait("Behaviour", "16")]
    public void StateOfRandomBytes()
    {
        int refused = 0;
        for (int round = 0; round < 600; round++)
        {
            uint netId = _mallory.localPlayer!.netId;
            switch (round % 3)
            {
                case 0: _mallory.Send(new EntityStateMessage { netId = netId, payload = RandomPayload() }); break;
                case 1: _mallory.Send(new EntityStateMessageUnreliableBaseline { netId = netId, payload = RandomPayload() }); break;
                default: _mallory.Send(new EntityStateMessageUnreliableDelta { netId = netId, payload = RandomPayload() }, Channels.Unreliable); break;
            }
            refused += CheckThatOnlyMalloryIsConcerned("state");
        }
        Assert.True(refused > 100, $"Only {refused} of the payloads were unreadable: the test asks nothing.");
    }

    // Returns 1 when Mallory had to go. A new one has come by then.
    private int CheckThatOnlyMalloryIsConcerned(string what)
    {
        Frame();
        Frame();
        Frame();
        Assert.True(_alice.isConnected, $"{what}: Alice lost her connection.\n{_log}");
        Assert.True(_log.Lines.Count <= 1, $"{what}: more than one line in the server's log.\n{_log}");
        bool isGone = !_mallory.isConnected;
        Assert.Equal(isGone ? 1 : 2, _server.connections.Count);
        _log.Lines.Clear();
        _alice.localPlayer!.GetComponent<CallsMore>()!.CmdFirst(_mallories);
        Frame();
        Assert.Equal($"CmdFirst {_mallories}", ConnectionOf(_alice).identity!.GetComponent<CallsMore>()!.Journal[^1]);
        if (!isGone) return 0;
        _mallory.Dispose();
        _mallory = Join();
        return 1;
    }

    private NetworkConnectionToClient ConnectionOf(NetworkClient client) =>
        _server.connections.Values.Single(connection => connection.identity?.netId == client.localPlayer!.netId);

    private ArraySegment<byte> RandomPayload()
    {
        byte[] bytes = new byte[_random.Next(MaxPayloadBytes)];
        _random.NextBytes(bytes);
        // Small numbers are counts and flags; among bytes of any value nearly everything would end at the first length.
        for (int i = 0; i < bytes.Length; i++)
        {
            if (_random.Next(2) == 0) bytes[i] = (byte)_random.Next(6);
        }
        return bytes;
    }

    private NetworkClient Join()
    {
        _mallories++;
        var client = new NetworkClient(CreateWorld(new RecordedLog()), _wire, new NetworkClientOptions { sendRate = int.MaxValue });
        client.Connect("localhost");
        for (int i = 0; i < 6; i++)
        {
            Frame();
            client.World.Tick((float)FrameSeconds);
        }
        Assert.NotNull(client.localPlayer);
        _log.Lines.Clear();
        return client;
    }

    private void Frame()
    {
        _clock.Seconds += FrameSeconds;
        _serverWorld.Tick((float)FrameSeconds);
        _alice?.World.Tick((float)FrameSeconds);
        _mallory?.World.Tick((float)FrameSeconds);
        _serverWorld.Tick((float)FrameSeconds);
    }

    private World CreateWorld(RecordedLog log)
    {
        var world = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = log });
        world.prefabs.Add("Player", static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<CallTypes>();
            go.AddComponent<CallsMore>();
            foreach (NetworkBehaviour decidedByItsOwner in (NetworkBehaviour[])[go.AddComponent<SyncAllTypes>(), go.AddComponent<SyncCollections>(), go.AddComponent<SyncReferences>()])
                decidedByItsOwner.syncDirection = SyncDirection.ClientToServer;
        });
        return world;
    }
}
