namespace Tain.Tests;

// behaviour.md 11: server and client in one world.
[Trait("Behaviour", "11")]
public class HostTests
{
    private readonly Session _session = new();
    private readonly NetworkClient _client;

    public HostTests()
    {
        _client = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        _client.ConnectHost();
        _session.Run(4);
    }

    private Actor Player => _client.localPlayer!.GetComponent<Actor>()!;

    [Fact]
    [Trait("Behaviour", "10")]
    public void TheHostsPlayerStartsAsServerThenAsClient()
    {
        Assert.Equal(
            ["OnStartServer", "health 100 -> 100", "target null -> null", "OnStartClient", "OnStartAuthority", "OnStartLocalPlayer"], Player.Journal);
        Assert.True(Player.isHost);
        Assert.True(Player.isOwned);
        Assert.True(Player.authority);
        Assert.Equal(0, _session.NetworkServer.localConnection!.connectionId);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    [Trait("Behaviour", "7.2")]
    [Trait("Behaviour", "10")]
    public void ADestroyedObjectStopsAsClientThenAsServer()
    {
        Actor player = Player;
        player.Journal.Clear();

        _session.NetworkServer.Destroy(player.gameObject);
        _session.Run(2);

        Assert.Equal(["OnStopLocalPlayer", "OnStopClient", "OnStopAuthority", "OnStopServer"], player.Journal);
        Assert.Null(_client.localPlayer);
        Assert.Empty(_client.spawned);
    }

    [Fact]
    public void HooksRunAtOnceForTheServersAssignments()
    {
        Player.Journal.Clear();

        Player.health = 3;

        Assert.Equal(["health 100 -> 3"], Player.Journal);
    }

    [Fact]
    public void AnAssignmentInsideAHookDoesNotCallItAgain()
    {
        Player.Journal.Clear();
        Player.DuringHealthHook = self => self.health = 50;

        Player.health = 3;

        Assert.Equal(["health 100 -> 3"], Player.Journal);
        Assert.Equal(50, Player.health);
    }

    [Fact]
    public void AtSpawnEveryHookRunsOnceWithTheValueOfNow()
    {
        Actor actor = _session.Server.Spawn();
        actor.health = 55;      // changed in the frame of the spawn: must not be set back by the spawn message
        _session.Run(2);

        Assert.Equal(55, actor.health);
        Assert.Equal(["OnStartServer", "health 55 -> 55", "target null -> null", "OnStartClient"], actor.Journal);
    }

    [Fact]
    public void ACommandIsAPlainCall()
    {
        Player.Journal.Clear();
        Actor foreign = _session.Server.Spawn();
        _session.Run(2);
        foreign.Journal.Clear();

        Player.CmdHeal(1);
        Player.CmdShout("hi");
        foreign.CmdHeal(2);

        Assert.Equal(["CmdHeal 1", "health 100 -> 101", "CmdShout hi from 0"], Player.Journal);
        Assert.Equal("CmdHeal 2", foreign.Journal[0]);
    }

    [Fact]
    public void AnRpcWaitsForItsPhase()
    {
        Player.Journal.Clear();

        Player.RpcSay("later");
        Assert.Empty(Player.Journal);
        _session.Run();

        Assert.Equal(["RpcSay later"], Player.Journal);
    }

    [Fact]
    public void ARemoteClientSeesTheHostsPlayerAndItsChanges()
    {
        ClientSide remote = _session.Join();

        Player.health = 8;
        _session.Run(2);

        Assert.Equal(8, remote.CopyOf(Player)!.health);
        Assert.Equal(2, remote.Client.spawned.Count);
        Assert.Equal(2, _client.spawned.Count);
    }

    [Fact]
    [Trait("Behaviour", "8.6")]
    public void LeavingTheHostKeepsTheServersObjects()
    {
        Actor player = Player;
        Actor other = _session.Server.Spawn();
        _session.Run(2);

        _client.Disconnect();
        _session.Run(2);

        Assert.True(player.isDestroyed, "what the host's client owned goes with it");
        Assert.False(other.isDestroyed);
        Assert.False(_session.NetworkServer.activeHost);
        Assert.Empty(_client.spawned);
        Assert.Empty(_session.NetworkServer.connections.Values);

        _client.ConnectHost();
        _session.Run(4);
        Assert.NotNull(_client.localPlayer);
        Assert.Equal(2, _client.spawned.Count);
    }

    [Fact]
    [Trait("Behaviour", "13.4")]
    public void TheSyncVarGuardsOfAPureServerDoNotApplyToItsObjectsBeforeTheClientKnowsThem()
    {
        Actor actor = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
        actor.health = 9;
        Assert.Empty(actor.Journal);

        _session.NetworkServer.Spawn(actor.gameObject);
        actor.health = 10;

        Assert.Equal(["OnStartServer"], actor.Journal);
    }

    [Fact]
    public void TimeIsTheServers()
    {
        Assert.False(_client.NetworkTime.followsServer);
        Assert.Equal(_session.NetworkServer.NetworkTime.time, _client.NetworkTime.time);
    }
}
