using System.Numerics;
using Tain.Scenarios.Manual.Scripts;

namespace Tain.Scenarios.Manual;

/// <summary>The classic scenes of docs/scenes.md, played.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly ManualGame _game = new();

    public void Dispose() => _game.Dispose();

    [Fact]
    [Trait("Behaviour", "12.1")]
    public void APlayerDropsThreeCubesAndNoFourth()
    {
        CubeDropper alice = _game.Of<CubeDropper>(_game.Alice);
        _game.AtServer(alice).transform.position = new Vector3(5, 0, 0);

        for (int i = 0; i < 4; i++) alice.CmdDropCube();
        _game.Settle();

        GameObject[] seenByBob = [.. _game.Bob.spawned.Values.Select(identity => identity.gameObject).Where(thing => thing.name.StartsWith("Cube", StringComparison.Ordinal))];
        Assert.Equal(3, seenByBob.Length);
        Assert.All(seenByBob, cube => Assert.Equal(new Vector3(5, 0, 2), cube.transform.position));
        Assert.Equal(0, _game.Seen(alice, _game.Bob).cubesLeft);
    }

    [Fact]
    [Trait("Behaviour", "12.1"), Trait("Behaviour", "12.3"), Trait("Behaviour", "13.2")]
    public void OnlyWhoHoldsTheKeyOpensTheDoor()
    {
        Door door = _game.Spawn<Door>("Door");
        _game.AtServer(_game.Of<KeyRing>(_game.Alice)).keys.Add("brass");
        _game.Settle();
        Door alices = _game.Seen(door, _game.Alice), bobs = _game.Seen(door, _game.Bob);

        bobs.CmdUse();
        _game.Settle();
        Assert.False(door.isOpen);
        Assert.Equal("It is locked. You need the brass key.", bobs.lastAnswer);
        Assert.Equal("", alices.lastAnswer);

        alices.CmdUse();
        _game.Settle();
        Assert.True(bobs.isOpen);
        Assert.NotEqual(Quaternion.Identity, bobs.transform.localRotation);
        Assert.Equal(Quaternion.Identity, door.transform.localRotation);
    }

    [Fact]
    [Trait("Behaviour", "12.2"), Trait("Behaviour", "1.3")]
    public void DamageIsToldToAll()
    {
        Health victim = _game.AtServer(_game.Of<Health>(_game.Bob));

        victim.TakeDamage(30);
        victim.TakeDamage(80);
        victim.TakeDamage(1);
        _game.Settle();

        foreach (NetworkClient client in (NetworkClient[])[_game.Alice, _game.Bob])
        {
            Assert.Equal(["-30", "-80, dead"], _game.Seen(victim, client).shown);
            Assert.Equal(0, _game.Seen(victim, client).health);
        }
        Assert.Empty(victim.shown);
    }

    [Fact]
    [Trait("Behaviour", "12.3")]
    public void MagicIsFeltByItsVictimAndHealingByItsOwner()
    {
        Magic alice = _game.Of<Magic>(_game.Alice);

        alice.CmdStrike(_game.Seen(_game.Of<Health>(_game.Bob), _game.Alice).gameObject);
        _game.Settle();
        alice.CmdHeal();
        alice.CmdStrike(null);
        _game.Settle();

        Assert.Equal(85, _game.Of<Health>(_game.Bob).health);
        Assert.Equal([$"{_game.Seen(alice, _game.Bob).name} strikes you for 15"], _game.Seen(alice, _game.Bob).messages);
        Assert.Equal(["You are healed by 10"], alice.messages);
        Assert.Equal(10, alice.mana);
    }

    [Fact]
    [Trait("Behaviour", "13.2"), Trait("Behaviour", "7.1")]
    public void AThingGoesFromTheGroundIntoAHandAndBack()
    {
        GroundItem ball = _game.Spawn<GroundItem>("GroundItem");
        ball.item = Item.Ball;
        Hand alice = _game.Of<Hand>(_game.Alice), bob = _game.Of<Hand>(_game.Bob);
        _game.AtServer(bob).transform.position = new Vector3(50, 0, 0);
        _game.Settle();

        bob.CmdPickUp(_game.Seen(ball, _game.Bob).gameObject);       // too far away
        alice.CmdPickUp(_game.Seen(ball, _game.Alice).gameObject);
        alice.CmdPickUp(_game.Seen(ball, _game.Alice).gameObject);   // gone by then: null on the server
        _game.Settle();

        Assert.Equal(Item.Ball, _game.Seen(alice, _game.Bob).held);
        Assert.NotNull(_game.Seen(alice, _game.Bob).transform.Find("Held"));
        Assert.Null(_game.AtServer(alice).transform.Find("Held"));
        Assert.Equal(Item.Nothing, bob.held);
        Assert.Empty(_game.Bob.World.FindObjectsByType<GroundItem>());

        NetworkClient late = _game.Game.Join("carol");
        _game.Settle();
        Assert.NotNull(_game.Seen(alice, late).transform.Find("Held"));

        alice.CmdDrop();
        _game.Settle();
        GroundItem dropped = Assert.Single(late.World.FindObjectsByType<GroundItem>());
        Assert.Equal(Item.Ball, dropped.item);
        Assert.Null(_game.Seen(alice, late).transform.Find("Held"));
    }

    [Fact]
    [Trait("Behaviour", "10"), Trait("Behaviour", "13.2")]
    public void AShipWritesDownWhatHappensToIt()
    {
        NetworkConnectionToClient alice = _game.Game.Server.connections.Values.Single(connection => connection.identity!.netId == _game.Alice.localPlayer!.netId);
        GameObject made = _game.Game.Server.World.Instantiate("Ship");
        Ship ship = made.GetComponent<Ship>()!;
        ship.fuel = 80;
        _game.Game.Server.ReplacePlayerForConnection(alice, made, ReplacePlayerOptions.KeepActive);
        _game.Settle();
        Ship alices = _game.Seen(ship, _game.Alice), bobs = _game.Seen(ship, _game.Bob);
        ship.fuel = 79;
        _game.Settle();
        _game.Game.Server.Destroy(made);
        _game.Game.RunFor(TimeSpan.FromSeconds(0.3));       // not settled: now Alice has no player

        Assert.Equal(ShipLog.AtServer, ShipLog.Of(ship));
        Assert.Equal(ShipLog.AtOwner, ShipLog.Of(alices));
        Assert.Equal(ShipLog.AtOthers, ShipLog.Of(bobs));
    }

    [Fact]
    [Trait("Behaviour", "11"), Trait("Behaviour", "12.1"), Trait("Behaviour", "13.4")]
    public void AHostUsesItsOwnDoorAtOnce()
    {
        using var host = new ManualHost(_game.Game);
        host.Run();
        GameObject made = host.World.Instantiate("Door");
        host.Server.Spawn(made);
        host.Run();
        Door door = made.GetComponent<Door>()!;

        door.CmdUse();
        Assert.False(door.isOpen);
        Assert.Equal("", door.lastAnswer);
        host.Run();
        Assert.Equal("It is locked. You need the brass key.", door.lastAnswer);

        host.Client.localPlayer!.GetComponent<KeyRing>()!.keys.Add("brass");
        door.CmdUse();
        Assert.True(door.isOpen);
        Assert.NotEqual(Quaternion.Identity, door.transform.localRotation);
    }

    [Fact]
    [Trait("Behaviour", "10"), Trait("Behaviour", "11"), Trait("Behaviour", "13.4")]
    public void TheShipOfAHostHasBothLives()
    {
        using var host = new ManualHost(_game.Game, autoCreatePlayer: false);
        host.Run();
        GameObject made = host.World.Instantiate("Ship");
        Ship ship = made.GetComponent<Ship>()!;
        ship.fuel = 80;
        host.Server.AddPlayerForConnection(host.Server.localConnection!, made);
        host.Run();
        ship.fuel = 79;
        host.Server.Destroy(made);
        host.Run();

        Assert.Equal(ShipLog.AtHost, ShipLog.Of(ship));
    }
}
