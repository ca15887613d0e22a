using Tain.Simulate;
using Tain.Simulation;

namespace Tain.Scenarios.Examples;

/// <summary>How a test of a game looks. These are the examples of docs/simulation.md, with the scripts of the simulated match as the game.</summary>
public class TestingAGameTests
{
    [Theory, InlineData(1UL), InlineData(2UL), InlineData(3UL)]
    public void ACheerIsHeardByEverybodyOnABadLine(ulong seed)
    {
        using var game = new SimulatedGame(seed, LinkProfile.BadMobile, build: AddPrefabs, player: MatchPrefabs.Fighter);
        NetworkClient alice = game.Join("alice"), bob = game.Join("bob");
        Fighter hero = game.SameOn(FighterOf(game, alice), client: null)!;

        hero.Cheer();
        game.RunUntilReplicated();

        Assert.Equal(1, game.SameOn(hero, bob)!.cheers);
        Assert.Equal(1, game.SameOn(hero, alice)!.cheers);
    }

    [Fact]
    public void APlayerWhoseLineIsCutComesBackToTheSameWorld()
    {
        using var game = new SimulatedGame(seed: 1, LinkProfile.GoodMobile, build: AddPrefabs, player: MatchPrefabs.Fighter);
        NetworkClient alice = game.Join("alice"), bob = game.Join("bob");

        game.Network.Cut(game.Network.Server, game.Network.Host("alice"));
        game.RunUntil(() => !alice.active);
        game.SameOn(FighterOf(game, bob), client: null)!.health = 42;
        game.Network.Heal(game.Network.Server, game.Network.Host("alice"));
        alice.Connect("server");
        game.RunUntil(() => alice.localPlayer is not null);
        game.RunUntilReplicated();

        Assert.Equal(42, game.SameOn(FighterOf(game, bob), alice)!.health);
    }

    [Fact]
    public void AScriptThatThrowsEndsTheRun()
    {
        using var game = new SimulatedGame(seed: 1, LinkProfile.Lan, build: AddPrefabs, player: MatchPrefabs.Fighter);
        game.Join("alice");
        game.Server.World.CreateGameObject("bomb").AddComponent<Bomb>();
        SimulationException failure = Assert.Throws<SimulationException>(() => game.RunFor(TimeSpan.FromSeconds(1)));
        Assert.Contains("server logged an error", failure.Message);
        Assert.Contains("tick, tick", failure.Message);
    }

    [Fact]
    public void WorldsThatStayDifferentAreNamed()
    {
        using var game = new SimulatedGame(seed: 1, LinkProfile.Lan, build: AddPrefabs, player: MatchPrefabs.Fighter);
        NetworkClient alice = game.Join("alice");
        FighterOf(game, alice).title = "cheater";       // a client's write to what the server decides
        SimulationException failure = Assert.Throws<SimulationException>(() => game.RunUntilReplicated(limit: TimeSpan.FromSeconds(2)));
        Assert.Contains("component 0 (Fighter) differs", failure.Message);
    }

    private static Fighter FighterOf(SimulatedGame game, NetworkClient client) => game.PlayerOf(client).GetComponent<Fighter>()!;

    private static void AddPrefabs(World world)
    {
        world.Set(new MatchJournal());
        MatchPrefabs.AddTo(world);
    }

    internal sealed class Bomb : MonoBehaviour
    {
        private void Update() => throw new InvalidOperationException("tick, tick");
    }
}
