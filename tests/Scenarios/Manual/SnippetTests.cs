using Tain.Scenarios.Manual.Snippets;

namespace Tain.Scenarios.Manual;

/// <summary>The examples of docs/sync.md and docs/remote-calls.md, played.</summary>
public sealed class SnippetTests : IDisposable
{
    private readonly ManualGame _game = new();

    public void Dispose() => _game.Dispose();

    [Fact]
    [Trait("Behaviour", "13.2"), Trait("Behaviour", "14")]
    public void AHeroShowsWhatChanges()
    {
        Hero alice = _game.Of<Hero>(_game.Alice), original = _game.AtServer(alice);

        original.health = 70;
        original.backpack.Add("rope");
        original.backpack.Add("lamp");
        original.backpack.Remove("rope");
        original.target = _game.AtServer(_game.Of<Hero>(_game.Bob)).netIdentity;
        _game.Settle();

        // Collections are written before SyncVars.
        string[] expected = ["backpack: rope", "backpack: lamp", "backpack: no rope", "health bar: 70"];
        Assert.Equal(expected, alice.ui);
        Assert.Equal(expected, _game.Seen(alice, _game.Bob).ui);
        Assert.Equal(_game.Bob.localPlayer!.netId, alice.target!.netId);
        Assert.Equal(["backpack: lamp"], _game.Seen(alice, _game.Game.Join("carol")).ui.Where(line => line.StartsWith("backpack", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Behaviour", "15")]
    public void ACompassTakesAByte()
    {
        Compass alice = _game.Of<Compass>(_game.Alice);

        _game.AtServer(alice).degrees = 90;
        _game.Settle();

        Assert.Equal(90, alice.degrees);
        Assert.Equal(90, _game.Seen(alice, _game.Game.Join("carol")).degrees);
    }

    [Fact]
    [Trait("Behaviour", "12.1"), Trait("Behaviour", "12.2"), Trait("Behaviour", "12.3")]
    public void AChatterHasACallOfEachKind()
    {
        Chatter alice = _game.Of<Chatter>(_game.Alice);
        Chatter seenByBob = _game.Seen(alice, _game.Bob);

        alice.CmdSay(" hello ");
        alice.CmdSay(new string('x', 81));
        _game.Settle();
        seenByBob.CmdApplaud();
        _game.Settle();

        Assert.Equal(["says: hello", "1 to 80 letters, please."], alice.screen);
        Assert.Equal(["says: hello", $"applause from {_game.Bob.localPlayer!.netId}"], seenByBob.screen);
    }
}
