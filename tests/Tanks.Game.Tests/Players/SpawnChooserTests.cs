using System.Numerics;

namespace Tanks.Game.Tests;

public sealed class SpawnChooserTests
{
    [Fact]
    public void AnEmptyArenaOffersItsPointsAtRandom()
    {
        var random = new Random(1);
        var seen = new HashSet<Vector2>();
        for (int i = 0; i < 500; i++) seen.Add(SpawnChooser.Choose(Arena.Standard, [], random));
        Assert.True(seen.Count > 8, $"only {seen.Count} of {Arena.Standard.SpawnPoints.Length} points were used");
    }

    [Fact]
    public void NobodyAppearsOnTopOfSomebody()
    {
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            Vector2 other = Arena.Duel.SpawnPoints[i % 2];
            Vector2[] others = [other];
            int near = Enumerable.Range(0, 20).Count(_ => SpawnChooser.Choose(Arena.Duel, others, random) == other);
            Assert.True(near <= 5, "a taken point was chosen again and again");
        }
    }
}
