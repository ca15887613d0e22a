namespace Tain.Tests;

public class SessionTests
{
    [Fact]
    [Trait("Behaviour", "6.3")]
    public void AClientThatConnectsGetsAPlayerAndItsState()
    {
        var session = new Session();

        ClientSide client = session.Join();

        Assert.NotNull(client.Player);
        Assert.True(client.Player.isLocalPlayer);
        Assert.True(client.Player.isOwned);
        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer"], client.Player.Journal);
        Assert.Empty(session.Server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void AChangedSyncVarReachesEveryClientOnce()
    {
        var session = new Session();
        ClientSide first = session.Join();
        ClientSide second = session.Join();
        Actor actor = session.Server.Spawn();
        session.Run(2);

        actor.health = 42;
        session.Run(2);

        Assert.Equal(42, first.CopyOf(actor)!.health);
        Assert.Equal(["OnStartClient", "health 100 -> 42"], second.CopyOf(actor)!.Journal);
    }

    [Fact]
    public void ACommandRunsOnTheServerAndAnRpcOnTheClients()
    {
        var session = new Session();
        ClientSide client = session.Join();
        Actor onServer = session.ConnectionOf(client).identity!.GetComponent<Actor>()!;

        client.Player!.CmdHeal(5);
        session.Run(2);
        onServer.RpcSay("well");
        session.Run(2);

        Assert.Contains("CmdHeal 5", onServer.Journal);
        Assert.Equal(105, client.Player.health);
        Assert.Equal("RpcSay well", client.Player.Journal[^1]);
    }
}
