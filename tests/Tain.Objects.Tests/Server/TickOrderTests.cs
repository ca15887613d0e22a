namespace Tain.Tests;

// behaviour.md 1.1 and 27: one frame, from what came in to what goes out.
[Trait("Behaviour", "1.1")]
public class TickOrderTests
{
    private readonly Session _session = new();

    [Fact]
    public void WhatCameInIsHandledBeforeTheScriptsRun()
    {
        ClientSide client = _session.Join();
        Actor player = _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        var phases = _session.Server.World.CreateGameObject("phases").AddComponent<Phases>();
        phases.Journal = player.Journal;
        player.Journal.Clear();

        client.Player!.CmdHeal(5);
        client.Tick();
        _session.Run();

        Assert.Equal(["CmdHeal 5", "FixedUpdate", "Update", "LateUpdate"], player.Journal.Distinct());
    }

    [Fact]
    public void AChangeInLateUpdateLeavesInTheSameFrame()
    {
        ClientSide client = _session.Join();
        Actor actor = _session.Server.Spawn();
        _session.Run(2);
        var phases = _session.Server.World.CreateGameObject("phases").AddComponent<Phases>();

        phases.DuringLateUpdate = () => actor.health = 42;
        _session.Run();

        Assert.Equal(42, client.CopyOf(actor)!.health);
    }

    [Fact]
    [Trait("Behaviour", "27")]
    public void AServerSendsAtItsRateAndAClientInEveryFrame()
    {
        var session = new Session(new NetworkServerOptions { sendRate = Session.Rate / 8 });
        ClientSide client = session.Connect();
        session.Run(64);
        Actor player = session.ConnectionOf(client).identity!.GetComponent<Actor>()!;
        client.Player!.Journal.Clear();
        player.Journal.Clear();

        List<int> heardByServer = [], heardByClient = [];
        for (int frame = 0; frame < 16; frame++)
        {
            client.Player.CmdHeal(1);
            player.RpcSay("now");
            session.Run();
            if (player.Journal.Count > 0) heardByServer.Add(frame);
            if (client.Player.Journal.Contains("RpcSay now")) heardByClient.Add(frame);
            player.Journal.Clear();
            client.Player.Journal.Clear();
        }

        // The first Command is on its way while the first frame runs.
        Assert.Equal(Enumerable.Range(1, 15), heardByServer);
        Assert.Equal(2, heardByClient.Count);
        Assert.Equal(8, heardByClient[1] - heardByClient[0]);
    }

    private sealed class Phases : MonoBehaviour
    {
        public List<string> Journal { get; set; } = [];

        public Action? DuringLateUpdate { get; set; }

        protected override LifecycleMethods GetLifecycleMethods() => LifecycleMethods.FixedUpdate | LifecycleMethods.Update | LifecycleMethods.LateUpdate;

        protected override void InvokeLifecycle(LifecycleMethods method)
        {
            Journal.Add(method.ToString());
            if (method == LifecycleMethods.LateUpdate) DuringLateUpdate?.Invoke();
        }
    }
}
