namespace Tain.Tests;

/// <summary>A client that tries all there is: every function number, on its own object and on others', with parameters and without.</summary>
[Trait("Behaviour", "12.2")]
public class HostileCommandTests
{
    private const int Hashes = ushort.MaxValue + 1;
    private const int PerFrame = 64;

    private static readonly ushort Heal = Actor.Heal.GetStableHashCode16();
    private static readonly ushort Shout = Actor.Shout.GetStableHashCode16();

    private readonly Session _session = new();
    private readonly ClientSide _hostile;
    private readonly ClientSide _honest;

    public HostileCommandTests()
    {
        _honest = _session.Join();
        _hostile = _session.Join();
    }

    [Trait("Attack", "C-02")]
    [Theory]
    [InlineData("own", 0, 1)]
    [InlineData("own", 1, 2)]           // a component that is not there
    [InlineData("own", 255, 3)]
    [InlineData("foreign", 0, 4)]
    [InlineData("nobody's", 0, 5)]
    [InlineData("none", 0, 6)]
    public void OfAllFunctionNumbersOnlyTheCommandsThatTheClientMayCallRun(string target, byte component, int seed)
    {
        var random = new Random(seed);
        Actor own = OnServer(_hostile), foreign = OnServer(_honest), free = _session.Server.Spawn();
        _session.Run(2);
        uint netId = target switch { "own" => own.netId, "foreign" => foreign.netId, "nobody's" => free.netId, _ => 9999 };
        bool hasCommands = target != "none" && component == 0;
        string[] before = [.. own.Journal.Concat(foreign.Journal).Concat(free.Journal)];

        for (int first = 0; first < Hashes; first += PerFrame)
        {
            for (int hash = first; hash < first + PerFrame; hash++)
            {
                // What may run is not the question here: the Commands of an own object, and of any object the one that is open to all.
                if (hasCommands && (hash == Shout || (hash == Heal && target == "own"))) continue;
                _hostile.Client.Send(new CommandMessage { netId = netId, componentIndex = component, functionHash = (ushort)hash, payload = Body(random) }, random.Next(2));
            }
            _session.Run();
            Assert.Equal(0, _session.Server.World.ScriptFailures);
        }
        _session.Run(2);

        Assert.Equal(before, own.Journal.Concat(foreign.Journal).Concat(free.Journal));
        Assert.Equal(100, foreign.health);
        Assert.True(_hostile.Client.isConnected);
        Assert.InRange(_session.Server.Log.Lines.Count, 1, Hashes / PerFrame);
        AssertStillServed();
    }

    [Trait("Attack", "C-02")]
    [Theory, InlineData(7), InlineData(8), InlineData(9)]
    public void WhateverIsNamedNothingOfOthersRunsAndTheServerLives(int seed)
    {
        var random = new Random(seed);
        Actor foreign = OnServer(_honest);
        ushort[] known = [Heal, Actor.Say.GetStableHashCode16(), Actor.Move.GetStableHashCode16(), Actor.Whisper.GetStableHashCode16()];
        int before = foreign.Journal.Count;

        for (int frame = 0; frame < 300; frame++)
        {
            if (!_hostile.Client.active) _hostile.Client.Connect("localhost");
            for (int i = 0; i < 10 && _hostile.Client.isConnected; i++)
            {
                _hostile.Client.connection!.Send(new CommandMessage
                {
                    netId = random.Next(3) == 0 ? foreign.netId : (uint)random.Next(12),
                    componentIndex = (byte)(random.Next(2) * random.Next(256)),
                    functionHash = random.Next(4) == 0 ? (ushort)random.Next(Hashes) : known[random.Next(known.Length)],
                    payload = Body(random),
                });
            }
            _session.Run();
            Assert.Equal(0, _session.Server.World.ScriptFailures);
        }

        Assert.Equal(before, foreign.Journal.Count);
        AssertStillServed();
    }

    private Actor OnServer(ClientSide client) => _session.ConnectionOf(client).identity!.GetComponent<Actor>()!;

    private void AssertStillServed()
    {
        Actor player = OnServer(_honest);
        int health = player.health;
        _honest.Player!.CmdHeal(1);
        _session.Run(3);
        Assert.Equal(health + 1, _honest.Player.health);
    }

    private static byte[] Body(Random random)
    {
        var bytes = new byte[random.Next(20)];
        random.NextBytes(bytes);
        return bytes;
    }
}
