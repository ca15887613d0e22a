using Tain.Tests;
using Tain.Transports;

namespace Tain.Scenarios.Calls;

/// <summary>Several levels of classes, each with SyncVars, collections and calls: overridden, inherited, overloaded, generic. And guards.</summary>
public sealed class InheritanceTests : IDisposable
{
    private readonly MemoryTransport _wire = new();
    private readonly RecordedLog _serverLog = new(), _clientLog = new();
    private readonly World _serverWorld;
    private readonly World _clientWorld;
    private readonly NetworkServer _server;
    private readonly NetworkClient _client;

    public InheritanceTests()
    {
        _serverWorld = CreateWorld(_serverLog);
        _clientWorld = CreateWorld(_clientLog);
        _server = new NetworkServer(_serverWorld, _wire, new NetworkServerOptions { sendRate = int.MaxValue, playerPrefab = _serverWorld.prefabs.Get("Tools") });
        _server.Listen();
        _client = new NetworkClient(_clientWorld, _wire, new NetworkClientOptions { sendRate = int.MaxValue });
        _client.Connect("localhost");
        Run(6);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    [Trait("Behaviour", "12.4"), Trait("Behaviour", "13.2")]
    public void AnOverrideRunsItsBaseThereAndThen()
    {
        Hammer mine = Mine<Hammer>(), original = Original(mine);

        mine.CmdUse(3);
        Run(3);

        Assert.Equal(["Tool.CmdUse 6", "Hammer.CmdUse 3"], original.Journal);
        // The base's body asked for RpcUsed, which is virtual, too; then comes the state of the tick.
        Assert.Equal(["Tool.RpcUsed 6", "Hammer.RpcUsed 6", "Tool.wear 0 -> 6", "Hammer.wear 6"], mine.Journal);
        Assert.Equal([6], mine.uses);
        Assert.Equal(["nail 3"], mine.victims);
        Assert.Equal("x", mine.dents);
    }

    [Fact]
    [Trait("Behaviour", "12.4")]
    public void TheThirdLevelInheritsAndOverloads()
    {
        Sledgehammer mine = Mine<Sledgehammer>(), original = Original(mine);

        mine.CmdUse(1);
        mine.CmdUse("wall");
        mine.CmdRepair();
        Run(3);

        Assert.Equal(["Tool.CmdUse 2", "Hammer.CmdUse 1", "Sledgehammer.CmdUse wall"], original.Journal);
        Assert.Equal(["Tool.RpcUsed 2", "Hammer.RpcUsed 2", "Tool.TargetRepaired"], mine.Journal);
        Assert.Equal(0, mine.wear);
        Assert.Equal(0.5, mine.swing);
        Assert.Equal("wall", mine.log[1]);
    }

    [Fact]
    [Trait("Behaviour", "12.4")]
    public void AGenericLevelHasItsCallsForEveryConstruction()
    {
        NailBox nails = Mine<NailBox>();
        ScrewBox screws = Mine<ScrewBox>();

        nails.CmdFill(10);
        screws.CmdFill(20);
        nails.CmdSpill();
        nails.CmdUse(4);
        Run(3);

        Assert.Equal((10, 20, true), (nails.filled, screws.filled, nails.isRusty));
        Assert.Equal(["10 of String", "Tool.RpcUsed 4", "Tool.wear 0 -> 4"], nails.Journal);
        Assert.Equal(["20 of Int32"], screws.Journal);
        Assert.DoesNotContain("never", Original(nails).Journal);
        Assert.Contains("NoActiveClient", Assert.Single(_serverLog.Lines));
    }

    [Fact]
    [Trait("Behaviour", "12.5")]
    public void AGuardedMethodDoesNothingWithoutAServerAndItsOverrideIsNotGuarded()
    {
        Hammer hammer = Mine<Hammer>();
        hammer.CmdUse(5);
        Run(3);

        Assert.Equal(1, Original(hammer).CountUses(out int last));
        Assert.Equal(10, last);
        Assert.Equal(0, hammer.CountUses(out last));
        Assert.Equal(0, last);
        Assert.Contains("CountUses", Assert.Single(_clientLog.Lines));
        Assert.Equal(1000, Mine<Sledgehammer>().CountUses(out last));
        Assert.Equal(-2, last);
        Assert.Single(_clientLog.Lines);
    }

    private T Mine<T>() where T : Tool => _client.localPlayer!.NetworkBehaviours.OfType<T>().First(tool => tool.GetType() == typeof(T));

    private T Original<T>(T copy) where T : NetworkBehaviour => (T)_server.spawned[copy.netId].NetworkBehaviours[copy.ComponentIndex];

    private void Run(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            _serverWorld.Tick(1 / 32f);
            _clientWorld.Tick(1 / 32f);
        }
    }

    private static World CreateWorld(RecordedLog log)
    {
        var world = new World(new WorldOptions { LoggerFactory = log, TimeProvider = new Tain.Simulation.SimulatedClock() });
        world.prefabs.Add("Tools", static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Hammer>();
            go.AddComponent<Sledgehammer>();
            go.AddComponent<NailBox>();
            go.AddComponent<ScrewBox>();
        });
        return world;
    }
}
