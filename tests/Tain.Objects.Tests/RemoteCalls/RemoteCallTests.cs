using System.Numerics;

namespace Tain.Tests;

// behaviour.md 12: who may call what, and what becomes of a call that may not.
[Trait("Behaviour", "12.1"), Trait("Behaviour", "12.2"), Trait("Behaviour", "12.3")]
public class RemoteCallTests
{
    private readonly Session _session = new();
    private readonly ClientSide _client;
    private readonly ClientSide _other;

    public RemoteCallTests()
    {
        _client = _session.Join();
        _other = _session.Join();
    }

    private Actor OnServer(ClientSide client) => _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;

    [Fact]
    public void ACommandOfAForeignObjectIsNotEvenSent()
    {
        Actor foreign = _client.CopyOf(OnServer(_other))!;

        foreign.CmdHeal(1);
        _session.Run(2);

        Assert.DoesNotContain("CmdHeal 1", OnServer(_other).Journal);
        Assert.Equal(1, _client.Log.Count("CmdHeal(System.Int32) of Actor"));
        Assert.Equal(1, _client.Log.Count("NotOwner"));
    }

    [Trait("Attack", "C-02")]
    [Fact]
    public void AForgedCommandIsRefusedAndLoggedOnceWithEverythingOneNeedsToKnow()
    {
        for (int i = 0; i < 50; i++)
        {
            _client.Client.Send(new CommandMessage { netId = OnServer(_other).netId, functionHash = Actor.Heal.GetStableHashCode16(), payload = new byte[] { 2 } });
            _session.Run();
        }

        Assert.DoesNotContain("CmdHeal 1", OnServer(_other).Journal);
        string line = Assert.Single(_session.Server.Log.Lines);
        Assert.Contains("Actor::CmdHeal(System.Int32)", line);
        Assert.Contains("Actor [connId=2]", line);
        Assert.Contains($"netId {OnServer(_other).netId}", line);
        Assert.Contains("connection(1)", line);
        Assert.Contains("NotOwner", line);
        Assert.True(_client.Client.isConnected);
    }

    [Fact]
    public void AnOpenCommandRunsForEverybodyWithItsSender()
    {
        _client.CopyOf(OnServer(_other))!.CmdShout("hello");
        _session.Run(2);

        Assert.Equal("CmdShout hello from 1", OnServer(_other).Journal[^1]);
    }

    [Trait("Attack", "C-02")]
    [Theory]
    [InlineData(9999u, 0, 1, "UnknownObject")]
    [InlineData(1u, 7, 1, "UnknownComponent")]
    [InlineData(1u, 0, 1, "UnknownFunction")]
    public void ACommandThatMeansNothingIsRefused(uint netId, byte component, ushort hash, string reason)
    {
        _client.Client.Send(new CommandMessage { netId = netId, componentIndex = component, functionHash = hash });
        _session.Run(2);

        Assert.Contains(reason, Assert.Single(_session.Server.Log.Lines));
        Assert.True(_client.Client.isConnected);
    }

    [Trait("Attack", "C-02")]
    [Fact]
    public void AnRpcCannotBeCalledAsACommand()
    {
        _client.Client.Send(new CommandMessage { netId = OnServer(_client).netId, functionHash = Actor.Say.GetStableHashCode16(), payload = new byte[] { 0, 0 } });
        _session.Run(2);

        Assert.Contains("UnknownFunction", Assert.Single(_session.Server.Log.Lines));
        Assert.DoesNotContain("RpcSay ", OnServer(_client).Journal);
    }

    [Fact]
    public void ParametersThatAreCutOffEndTheConnectionOfTheSenderOnly()
    {
        _client.Client.Send(new CommandMessage { netId = OnServer(_client).netId, functionHash = Actor.Heal.GetStableHashCode16(), payload = ArraySegment<byte>.Empty });
        _session.Run(4);

        Assert.False(_client.Client.active);
        Assert.True(_other.Client.isConnected);
        Assert.Single(_session.NetworkServer.connections.Values);
    }

    [Fact]
    public void ACommandThatThrowsEndsTheConnectionAndIsLoggedOnce()
    {
        OnServer(_client).Bomb = new InvalidOperationException("on purpose");

        _client.Player!.CmdHeal(1);
        _session.Run(4);

        Assert.False(_client.Client.active);
        Assert.Equal(1, _session.Server.Log.Count("on purpose"));
    }

    [Fact]
    public void CommandsOfAClientThatIsNotReadyStayAtHome()
    {
        _session.NetworkServer.SetClientNotReady(_session.ConnectionOf(_client));
        _session.Run(2);

        _client.Player!.CmdHeal(1);
        _session.Run(2);

        Assert.Equal(1, _client.Log.Count("ClientNotReady"));
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void AClientRpcCanLeaveOutTheOwner()
    {
        OnServer(_client).RpcSay("psst", includeOwner: false);
        _session.Run(2);

        Assert.DoesNotContain("RpcSay psst", _client.Player!.Journal);
        Assert.Contains("RpcSay psst", _other.CopyOf(OnServer(_client))!.Journal);
    }

    [Fact]
    public void AnUnreliableRpcArrivesToo()
    {
        OnServer(_client).RpcMove(new Vector3(1, 2, 3));
        _session.Run(2);

        Assert.Contains(_other.CopyOf(OnServer(_client))!.Journal, line => line.StartsWith("RpcMove", StringComparison.Ordinal));
    }

    [Fact]
    public void ATargetRpcReachesItsTargetOrTheOwner()
    {
        OnServer(_client).TargetWhisper(null, "owner");
        OnServer(_client).TargetWhisper(_session.ConnectionOf(_other), "other");
        _session.Run(2);

        Assert.Equal("TargetWhisper owner", _client.Player!.Journal[^1]);
        Assert.Equal("TargetWhisper other", _other.CopyOf(OnServer(_client))!.Journal[^1]);
    }

    [Fact]
    public void RpcsThatCannotGoAnywhereSayWhy()
    {
        Actor unowned = _session.Server.Spawn();
        Actor unspawned = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;

        unowned.TargetWhisper(null, "x");
        unspawned.RpcSay("x");
        _client.Player!.RpcSay("x");

        Assert.Equal(1, _session.Server.Log.Count("the object has no owner"));
        Assert.Equal(1, _session.Server.Log.Count("the object is not spawned"));
        Assert.Equal(1, _client.Log.Count("the server is not active"));
    }

    [Fact]
    public void ACallArrivesBeforeTheStateOfItsTick()
    {
        Actor player = OnServer(_client);
        player.Journal.Clear();
        _client.Player!.Journal.Clear();

        player.health = 1;
        player.RpcSay("after the change, before its arrival");
        _session.Run(2);

        Assert.Equal(["RpcSay after the change, before its arrival", "health 100 -> 1"], _client.Player.Journal);
    }

    [Fact]
    public void AnRpcForAnObjectThatIsOutOfSightIsNothing()
    {
        _session.NetworkServer.Observation.Hide(OnServer(_other).netIdentity, _session.ConnectionOf(_client));
        _session.Run(2);

        OnServer(_other).TargetWhisper(_session.ConnectionOf(_client), "x");
        OnServer(_other).RpcSay("x");
        _session.Run(2);

        Assert.Null(_client.CopyOf(OnServer(_other)));
        Assert.Empty(_client.Log.Lines);
        Assert.Equal("RpcSay x", _other.Player!.Journal[^1]);
    }

    [Fact]
    public void TwoFunctionsWithOneHashAreRefusedAtOnce()
    {
        RemoteCallTable table = new RemoteCallTable(RemoteCallTable.Empty).Add(RemoteCallKind.Command, "A", 1, true, static (_, _, _) => { });

        Assert.Throws<InvalidOperationException>(() => table.Add(RemoteCallKind.ClientRpc, "B", 1, true, static (_, _, _) => { }));
        Assert.Throws<InvalidOperationException>(() => RemoteCallTable.Empty.Add(RemoteCallKind.Command, "A", 1, true, static (_, _, _) => { }));
        Assert.Equal(0, RemoteCallTable.Empty.Count);
    }
}
