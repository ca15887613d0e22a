namespace Tain.Tests;

// What happens when within a frame, and which frames send.
public class TickTests
{
    [Fact]
    [Trait("Behaviour", "1.1")]
    public void AFrameReceivesThenRunsScriptsThenSends()
    {
        var session = new Session();
        ClientSide client = session.Join();
        var order = new List<string>();
        Actor player = session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        player.During = (_, what) => order.Add(what);
        TickWriter writer = session.Server.World.CreateGameObject("writer").AddComponent<TickWriter>();
        writer.During = what =>
        {
            order.Add(what);
            if (what == "LateUpdate") player.health = 55;
        };
        session.Run();
        order.Clear();

        client.Player!.CmdShout("hi");
        client.Tick();
        session.Run();

        Assert.Equal(["CmdShout hi from 1", "Update", "LateUpdate"], order);
        Assert.Equal(55, client.Player.health);
    }

    [Fact]
    [Trait("Behaviour", "1.1")]
    public void OnAHostTheServerComesBeforeItsClientInBothPhases()
    {
        var session = new Session();
        var host = new NetworkClient(session.Server.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        host.ConnectHost();
        session.Run(3);
        var order = new List<string>();
        session.NetworkServer.RegisterHandler<SceneMessage>((NetworkConnectionToClient connection, SceneMessage _) =>
        {
            order.Add("server");
            connection.Send(new SceneMessage());
        });
        host.RegisterHandler<SceneMessage>((SceneMessage _) => order.Add("client"));

        host.Send(new SceneMessage());
        Assert.Empty(order);
        session.Run();

        // The server's queue is emptied in its late phase, and what it answers in the client's, which is the next.
        Assert.Equal(["server", "client"], order);
    }

    [Fact]
    [Trait("Behaviour", "1.2")]
    [Trait("Behaviour", "1.3")]
    public void TheServerSendsOnAGridOnlyAndAllOfItThen()
    {
        var session = new Session(new NetworkServerOptions { sendRate = Session.Rate / 4 });
        ClientSide client = session.Connect();
        session.Run(40);
        Actor actor = session.Server.Spawn();
        session.Run(8);
        List<string> heard = client.CopyOf(actor)!.Journal;
        var sends = new List<int>();

        for (int frame = 0; frame < 20; frame++)
        {
            heard.Clear();
            actor.RpcSay("now");
            actor.health = frame;
            session.Run();
            if (heard.Count == 0) continue;
            // The calls since the last send, and behind them the state as it is now.
            if (sends.Count > 0) Assert.Equal(["RpcSay now", "RpcSay now", "RpcSay now", "RpcSay now", $"health {frame - 4} -> {frame}"], heard);
            sends.Add(frame);
        }

        Assert.Equal([0, 4, 8, 12, 16], sends.Select(frame => frame - sends[0]));
    }

    [Fact]
    [Trait("Behaviour", "1.2")]
    public void ALongStallIsOneTick()
    {
        var clock = new SendClock(10);
        Assert.True(clock.Elapsed(1.05));
        Assert.False(clock.Elapsed(1.09));
        Assert.True(clock.Elapsed(1.11));
        Assert.True(clock.Elapsed(7.77));
        Assert.False(clock.Elapsed(7.79));
        Assert.True(clock.Elapsed(7.81));
        var every = new SendClock(int.MaxValue);
        Assert.Equal(0, every.Interval);
        Assert.True(every.Elapsed(1) && every.Elapsed(1.0001));
    }

    [Fact]
    [Trait("Behaviour", "1.1")]
    public void TheServerCountsItsTicks()
    {
        var session = new Session();
        Assert.Equal(0, session.NetworkServer.actualTickRate);
        session.Run(3 * Session.Rate);
        Assert.Equal(Session.Rate, session.NetworkServer.actualTickRate);
    }

    [Fact]
    [Trait("Behaviour", "1.3")]
    public void AConnectionThatIsNotReadyGetsMessagesButNoWorld()
    {
        var session = new Session();
        ClientSide client = session.Connect(new NetworkClientOptions { sendRate = Session.Rate, autoReady = false });
        int heard = 0;
        client.Client.RegisterHandler<SceneMessage>((SceneMessage _) => heard++);
        session.Run(6);

        session.Server.Spawn();
        session.NetworkServer.SendToAll(new SceneMessage());
        session.NetworkServer.SendToReady(new SceneMessage());
        session.Run(2);

        Assert.Equal(1, heard);
        Assert.Empty(client.Client.spawned);
    }

    [Fact]
    [Trait("Behaviour", "1.4")]
    public void AClientSendsCommandsInEveryFrameAndStateOnItsGrid()
    {
        var session = new Session();
        ClientSide client = session.Connect(new NetworkClientOptions { sendRate = Session.Rate / 4 });
        session.Run(40);
        Actor owned = session.Server.Spawn(session.ConnectionOf(client), "Owned");
        session.Run(12);
        int calls = 0, states = 0;
        owned.During = (_, what) =>
        {
            if (what.StartsWith("CmdShout", StringComparison.Ordinal)) calls++;
            if (what.StartsWith("health", StringComparison.Ordinal)) states++;
        };

        for (int frame = 0; frame < 12; frame++)
        {
            client.CopyOf(owned)!.health = 1000 + frame;
            client.CopyOf(owned)!.CmdShout("hi");
            session.Run();
        }
        session.Run();

        Assert.Equal(12, calls);
        Assert.InRange(states, 2, 4);
    }

    [Fact]
    [Trait("Behaviour", "1.4")]
    [Trait("Behaviour", "6.1")]
    public void AClientThatWasToldNotReadyGoesOnSendingItsState()
    {
        var session = new Session();
        ClientSide client = session.Join();
        Actor owned = session.Server.Spawn(session.ConnectionOf(client), "Owned");
        session.Run(2);
        Actor copy = client.CopyOf(owned)!;

        session.NetworkServer.SetClientNotReady(session.ConnectionOf(client));
        session.Run(2);
        Assert.False(client.Client.ready);
        copy.health = 42;
        copy.CmdShout("refused");
        session.Run(2);

        Assert.Equal(42, owned.health);
        Assert.DoesNotContain(owned.Journal, what => what.StartsWith("CmdShout", StringComparison.Ordinal));
    }
}
