using System.Numerics;
using Tain.Kit;

namespace Tain.Tests.Interest;

// Design decisions 6 to 8: work follows change, and once warm nothing is allocated.
public class InterestWorkTests
{
    // Groups are used again in other places; it takes a while until each has been as full as any gets.
    private const int Warmup = 6_000;
    private const int WarmupOfRings = 24_000;
    private const int Measured = 300;

    [Fact]
    public void MovingThroughAGridAllocatesNothingOnceWarm() => CheckAllocation(new InterestStage<SpatialHashingInterestManagement>(rule => rule.rebuildInterval = 0.1f));

    [Fact]
    public void MovingThroughRingsThatAreSentLessOftenAllocatesNothingOnceWarm() =>
        CheckAllocation(new InterestStage<SpatialHashingInterestManagement>(rule => (rule.rebuildInterval, rule.visRange, rule.rings, rule.farSendEvery) = (0.1f, 45, 2, 4)), WarmupOfRings);

    [Fact]
    public void MovingThroughHexagonsAllocatesNothingOnceWarm() =>
        CheckAllocation(new InterestStage<HexSpatialHash3DInterestManagement>(rule => (rule.rebuildInterval, rule.visRange, rule.cellHeight) = (0, 60, 40)));

    [Fact]
    public void MovingByDistanceAllocatesNothingOnceWarm() =>
        CheckAllocation(new InterestStage<DistanceInterestManagement>(rule => (rule.rebuildInterval, rule.visRange) = (0.1f, 30)));

    [Fact]
    public void DistancesAreMeasuredToWhatIsNearOnly()
    {
        var stage = new InterestStage<DistanceInterestManagement>(rule => (rule.rebuildInterval, rule.visRange) = (0, 10));
        for (int x = 0; x < 30; x++)
        {
            for (int z = 0; z < 30; z++) stage.Spawn(new Vector3(x * 10, 0, z * 10));
        }
        InterestClient ada = stage.Join(new Vector3(150, 0, 150));
        for (int i = 0; i < 4; i++) stage.Join(new Vector3(10 * i, 0, 0));
        stage.Run(2);
        long before = stage.Rule.Distances.Measurements;
        stage.Run(10);
        Assert.Equal(before, stage.Rule.Distances.Measurements);

        // Its object is compared with the players around it, it with the objects around it: about nine, of nine hundred.
        ada.Place.position += Vector3.UnitX;
        stage.Run(2);
        Assert.InRange(stage.Rule.Distances.Measurements - before, 5, 40);
    }

    [Fact]
    public void CrossingABorderCostsTheDifferenceOnly()
    {
        var stage = new InterestStage<SpatialHashingInterestManagement>(rule => rule.rebuildInterval = 0);
        InterestClient ada = stage.Join();
        stage.Run(2);
        GridInterest grid = stage.Rule.Grid;
        long subscriptions = grid.Subscriptions;
        ada.Place.position = new Vector3(15, 0, 0);
        stage.Run(2);
        Assert.Equal(3, grid.Subscriptions - subscriptions);
        ada.Place.position = new Vector3(30, 0, 15);
        stage.Run(2);
        Assert.Equal(3 + 5, grid.Subscriptions - subscriptions);
        Assert.Equal(9, grid.CellCount);
        Assert.Equal(9, ada.Connection.observing.Count + 8);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 391)]
    public void WhoJoinsCostsWhatItSeesAndNotWhatThereIs(bool isAsked, int questions)
    {
        var stage = new InterestStage<AskedGrid>(rule => rule.IsAsked = isAsked);
        for (int i = 0; i < 400; i++) stage.Spawn(new Vector3(i % 20 * 15, 0, i / 20 * 15));
        InterestClient ada = stage.Join(new Vector3(150, 0, 150));
        Assert.Equal(10, ada.Client.spawned.Count);
        // What it sees already it is not asked about.
        Assert.Equal(questions, stage.Rule.Questions);
        stage.CheckReplicas();
    }

    private static void CheckAllocation<TRule>(InterestStage<TRule> stage, int warmup = Warmup) where TRule : InterestManagementBase, new()
    {
        for (int i = 0; i < 3; i++) stage.Join(new Vector3(i * 10, 0, 0));
        NetworkIdentity[] things = [.. Enumerable.Range(0, 40).Select(i => stage.Spawn(Place(i, 0), i % 8 == 0 ? "Beacon" : "Thing", i % 9 == 0 ? stage.Clients[i % 3] : null))];
        Run(warmup, 0);
        Assert.Equal(0, Run(Measured, warmup));
        Assert.Empty(stage.Log.Lines);

        long Run(int frames, int firstFrame)
        {
            long sum = 0;
            for (int frame = firstFrame; frame < firstFrame + frames; frame++)
            {
                stage.Clock.Advance(InterestStage<TRule>.FrameSeconds);
                int now = frame;
                sum += Allocations.Of(() =>
                {
                    for (int i = 0; i < things.Length; i++) things[i].transform.position = Place(i, now);
                    for (int i = 0; i < things.Length; i += 3) things[i].GetComponent<Hero>()!.score++;
                    for (int i = 0; i < stage.Clients.Count; i++) stage.Clients[i].Place.position = Place(i + 100, now);
                    stage.World.Tick((float)InterestStage<TRule>.FrameSeconds);
                });
                foreach (InterestClient client in stage.Clients) client.World.Tick((float)InterestStage<TRule>.FrameSeconds);
            }
            return sum;
        }

        // Circles of many sizes and speeds through the same cells; each comes round within the warm-up.
        static Vector3 Place(int i, int frame)
        {
            float angle = MathF.Tau * frame * (1 + i % 4) / Measured + i;
            return new Vector3(MathF.Cos(angle), MathF.Sin(angle) * 0.3f, MathF.Sin(angle)) * (10 + i % 7 * 10);
        }
    }
}
