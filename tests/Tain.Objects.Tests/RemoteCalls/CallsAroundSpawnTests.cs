namespace Tain.Tests;

// A call comes after the spawn that it needs, whenever it was made; what cannot arrive is named.
[Trait("Behaviour", "8.1"), Trait("Behaviour", "12.2"), Trait("Behaviour", "12.3")]
public class CallsAroundSpawnTests
{
    private readonly Session _session = new();

    [Fact]
    public void WhatAnObjectCallsInOnStartServerArrivesAfterItsSpawn()
    {
        ClientSide owner = _session.Join(), other = _session.Join();

        Actor actor = Spawn(_session.ConnectionOf(owner), self =>
        {
            self.RpcSay("to all");
            self.RpcSay("to the others", includeOwner: false);
            self.TargetWhisper(null, "to the owner");
            self.health = 7;
        });
        _session.Run(2);

        Assert.Equal(["health 100 -> 7", "OnStartClient", "OnStartAuthority", "RpcSay to all", "TargetWhisper to the owner"], owner.CopyOf(actor)!.Journal);
        Assert.Equal(["health 100 -> 7", "OnStartClient", "RpcSay to all", "RpcSay to the others"], other.CopyOf(actor)!.Journal);
        Assert.Empty(_session.Server.Log.Lines);
    }

    [Fact]
    public void APlayerIsWelcomedInItsOwnOnStartServer()
    {
        _session.NetworkServer.OnAddPlayer = connection =>
        {
            Actor player = _session.Server.World.Instantiate("Actor").GetComponent<Actor>()!;
            player.DuringStartServer = self => self.TargetWhisper(null, "welcome");
            _session.NetworkServer.AddPlayerForConnection(connection, player.gameObject);
        };

        ClientSide client = _session.Join();

        Assert.Equal(["OnStartClient", "OnStartAuthority", "OnStartLocalPlayer", "TargetWhisper welcome"], client.Player!.Journal);
    }

    [Fact]
    public void AnObjectThatIsTakenAwayInItsOwnOnStartServerCallsNobody()
    {
        ClientSide client = _session.Join();

        Actor actor = Spawn(null, self =>
        {
            self.RpcSay("lost");
            _session.NetworkServer.UnSpawn(self.gameObject);
        });
        _session.Run(2);

        Assert.False(actor.netIdentity.IsSpawned);
        Assert.Single(client.Client.spawned);
        Assert.Empty(client.Log.Lines);
        Assert.Equal(0, client.Client.ignoredRpcs);
    }

    [Fact]
    public void CallsInTheTickOfTheSpawnArriveInOrder()
    {
        ClientSide client = _session.Join();

        Actor actor = _session.Server.Spawn();
        actor.RpcSay("one");
        actor.TargetWhisper(_session.ConnectionOf(client), "two");
        actor.health = 5;
        actor.RpcSay("three");
        _session.Run(2);

        Assert.Equal(["OnStartClient", "RpcSay one", "TargetWhisper two", "RpcSay three", "health 100 -> 5"], client.CopyOf(actor)!.Journal);
    }

    [Theory]
    [InlineData("OnStartClient")]
    [InlineData("OnStartAuthority")]
    [InlineData("OnStartLocalPlayer")]
    [Trait("Behaviour", "12.1")]
    public void ACommandFromACallbackOfAJoiningClientArrives(string callback)
    {
        Actor foreign = _session.Server.Spawn();
        ClientSide client = _session.Connect();
        client.World.prefabs.Remove(client.World.prefabs.Get("Actor"));
        client.World.prefabs.Add("Actor", 1001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().During = (self, name) =>
            {
                if (name != callback) return;
                self.CmdShout(name);
                if (self.isOwned) self.CmdHeal(1);
            };
        });

        _session.Run(8);

        Actor player = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        Assert.Equal(["OnStartServer", $"CmdShout {callback} from 1", "CmdHeal 1"], player.Journal);
        if (callback == "OnStartClient") Assert.Contains("CmdShout OnStartClient from 1", foreign.Journal);
        Assert.Empty(_session.Server.Log.Lines);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void WhatComesForAnObjectOfAnUnfinishedWorldWaitsBehindItsState()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor actor = _session.Server.Spawn(), gone = _session.Server.Spawn();
        _session.NetworkServer.HideForConnection(actor.netIdentity, connection);
        _session.NetworkServer.HideForConnection(gone.netIdentity, connection);
        _session.Run(2);

        // The world begins, and for some ticks does not end.
        connection.Send(new ObjectSpawnStartedMessage());
        actor.health = 10;
        _session.NetworkServer.ShowForConnection(actor.netIdentity, connection);
        _session.NetworkServer.ShowForConnection(gone.netIdentity, connection);
        actor.RpcSay("one");
        gone.RpcSay("nobody hears this");
        actor.health = 20;
        _session.Run();
        actor.RpcSay("two");
        actor.health = 30;
        actor.title = "late";
        _session.Run(2);
        Assert.Empty(client.CopyOf(actor)!.Journal);
        _session.NetworkServer.Destroy(gone.gameObject);
        connection.Send(new ObjectSpawnFinishedMessage());
        _session.Run(2);

        Actor copy = client.CopyOf(actor)!;
        Assert.Equal(["health 100 -> 10", "OnStartClient", "RpcSay one", "health 10 -> 20", "RpcSay two", "health 20 -> 30"], copy.Journal);
        Assert.Equal("late", copy.title);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void AReadyClientWithoutAPlayerHearsOfWhatIsSpawnedFromThenOn()
    {
        Actor before = _session.Server.Spawn();
        ClientSide client = _session.Connect(new NetworkClientOptions { sendRate = Session.Rate, autoCreatePlayer = false });
        _session.Run(4);
        Actor after = _session.Server.Spawn();
        after.RpcSay("hello");
        _session.Run(2);
        after.health = 1;
        after.health = 2;
        _session.Run(2);
        Assert.Null(client.CopyOf(before));
        Assert.Equal(["OnStartClient", "RpcSay hello", "health 100 -> 2"], client.CopyOf(after)!.Journal);

        client.Client.AddPlayer();
        _session.Run(4);

        Assert.NotNull(client.CopyOf(before));
        Assert.Equal(2, client.CopyOf(after)!.health);
        Assert.Equal(["OnStartClient", "RpcSay hello", "health 100 -> 2"], client.CopyOf(after)!.Journal);
        Assert.Empty(client.Log.Lines);
    }

    [Fact]
    public void AWorldThatIsNeverFinishedDoesNotFillTheMemory()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor actor = _session.Server.Spawn();
        _session.NetworkServer.HideForConnection(actor.netIdentity, connection);
        connection.Send(new ObjectSpawnStartedMessage());
        _session.NetworkServer.ShowForConnection(actor.netIdentity, connection);

        for (int i = 0; i < 10_500; i++)
        {
            actor.RpcSay("x");
            if (i % 100 == 0) _session.Run();
        }
        _session.Run(2);
        connection.Send(new ObjectSpawnFinishedMessage());
        _session.Run(2);

        Assert.Equal(10_000, client.CopyOf(actor)!.Journal.Count(line => line == "RpcSay x"));
        Assert.Contains("does not finish it", Assert.Single(client.Log.Lines));
    }

    [Fact]
    public void ATargetRpcThatWillNotRunSaysSo()
    {
        ClientSide client = _session.Join();
        NetworkConnectionToClient connection = _session.ConnectionOf(client);
        Actor actor = _session.Server.Spawn();
        _session.NetworkServer.HideForConnection(actor.netIdentity, connection);
        _session.Run(2);

        actor.TargetWhisper(connection, "x");
        actor.TargetWhisper(connection, "x");
        actor.RpcMove(default);
        _session.Run(2);

        string line = Assert.Single(_session.Server.Log.Lines);
        Assert.Contains("TargetWhisper", line);
        Assert.Contains($"netId {actor.netId}", line);
        Assert.Contains("connection(1)", line);
        Assert.Contains("does not see the object", line);
        Assert.Equal(2, client.Client.ignoredRpcs);
    }

    [Fact]
    public void AnUnreliableCallThatOvertakesIsCountedAndNobodyIsToBlame()
    {
        ClientSide client = _session.Join();

        client.Client.Send(new CommandMessage { netId = 999, functionHash = 1 }, Channels.Unreliable);
        _session.Run(2);

        Assert.Equal(1, _session.NetworkServer.ignoredCommands);
        Assert.Empty(_session.Server.Log.Lines);
        Assert.True(client.Client.isConnected);
    }

    [Fact]
    [Trait("Behaviour", "11")]
    public void AHostHearsWhatItsObjectsCallInOnStartServer()
    {
        var client = new NetworkClient(_session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        client.ConnectHost();
        _session.Run(4);

        Actor actor = Spawn(null, self => self.RpcSay("at home"));
        _session.Run(2);

        Assert.Equal(["OnStartServer", "health 100 -> 100", "target null -> null", "OnStartClient", "RpcSay at home"], actor.Journal);
    }

    private Actor Spawn(NetworkConnectionToClient? owner, Action<Actor> duringStartServer)
    {
        GameObject made = _session.Server.World.Instantiate("Actor");
        made.GetComponent<Actor>()!.DuringStartServer = duringStartServer;
        _session.NetworkServer.Spawn(made, owner);
        return made.GetComponent<Actor>()!;
    }
}
