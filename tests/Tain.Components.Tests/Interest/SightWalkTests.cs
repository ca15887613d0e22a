using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>Each rule by place, in random histories, against an oracle that asks about every object and client.</summary>
public class SightWalkTests
{
    private const int Steps = 25;
    private const float Slack = 0.1f;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.5")]
    public void BySquares(int seed) => new SightWalk<SpatialHashingInterestManagement>(seed, rule => rule.hysteresis = 0, (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 15 * ScaleOf(thing, 30), y: false)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.5")]
    public void BySquaresButForASlackAtTheBorders(int seed) => new SightWalk<SpatialHashingInterestManagement>(seed, rule => rule.hysteresis = Slack, (thing, player) =>
    {
        float size = 15 * ScaleOf(thing, 30);
        Vector3 off = (thing.transform.position - player.transform.position) / size;
        float cells = Math.Max(Math.Abs(off.X), Math.Abs(off.Z));
        // Each of the two may count as in the cell that it left by a tenth.
        return cells < 1 - 2 * Slack ? true : cells > 2 + 2 * Slack ? false : null;
    }).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.5")]
    public void ByCubes(int seed) => new SightWalk<SpatialHashing3DInterestManagement>(seed, rule => rule.hysteresis = 0, (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 15 * ScaleOf(thing, 30))).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.5")]
    public void ByHexagons(int seed) => new SightWalk<HexSpatialHash2DInterestManagement>(seed, rule => (rule.hysteresis, rule.visRange, rule.minMoveDistance) = (0, 40, 0),
        (thing, player) => SightOracle.SeesByHex(Ground(thing), Ground(player), 20 * ScaleOf(thing, 40))).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.5")]
    public void ByLayersOfHexagons(int seed) => new SightWalk<HexSpatialHash3DInterestManagement>(seed,
        rule => (rule.hysteresis, rule.visRange, rule.minMoveDistance, rule.cellHeight) = (0, 40, 0, 25), (thing, player) =>
        {
            float scale = ScaleOf(thing, 40);
            return SightOracle.SeesByHex(Ground(thing), Ground(player), 20 * scale) && SightOracle.SeesByLayer(thing.transform.position.Y, player.transform.position.Y, 25 * scale);
        }).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.2")]
    public void ByDistance(int seed) => new SightWalk<DistanceInterestManagement>(seed, rule => (rule.hysteresis, rule.visRange, rule.minMoveDistance) = (0, 50, 0),
        (thing, player) => Vector3.Distance(thing.transform.position, player.transform.position) < RangeOf(thing, 50)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.2")]
    public void ByDistanceButForASlackAtTheLimit(int seed) => new SightWalk<DistanceInterestManagement>(seed,
        rule => (rule.hysteresis, rule.visRange, rule.minMoveDistance) = (Slack, 50, 0), (thing, player) =>
        {
            float ranges = Vector3.Distance(thing.transform.position, player.transform.position) / RangeOf(thing, 50);
            return ranges < 1 ? true : ranges >= 1 + Slack ? false : null;
        }).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    public void BySquaresOfWhichTheFarOnesAreSentLessOften(int seed) => new SightWalk<SpatialHashingInterestManagement>(seed,
        rule => (rule.hysteresis, rule.farSendEvery) = (0, 7), (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 15 * ScaleOf(thing, 30), y: false)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    public void BySquaresThatAreAskedAboutEachObject(int seed) => new SightWalk<AskedGrid>(seed, rule => rule.hysteresis = 0, (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 15 * ScaleOf(thing, 30), y: false)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    public void BySquaresInRings(int seed) => new SightWalk<SpatialHashingInterestManagement>(seed,
        rule => (rule.hysteresis, rule.rings, rule.farSendEvery) = (0, 2, 5), (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 10 * ScaleOf(thing, 30), y: false, rings: 2)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    public void ByCubesInRings(int seed) => new SightWalk<SpatialHashing3DInterestManagement>(seed,
        rule => (rule.hysteresis, rule.visRange, rule.rings, rule.farSendEvery) = (0, 40, 3, 3), (thing, player) =>
        SightOracle.SeesByBox(thing.transform.position, player.transform.position, 10 * ScaleOf(thing, 40), rings: 3)).Run(Steps);

    [Theory, MemberData(nameof(Seeds))]
    public void ByLayersOfHexagonsInRings(int seed) => new SightWalk<HexSpatialHash3DInterestManagement>(seed, rule =>
    {
        (rule.hysteresis, rule.visRange, rule.minMoveDistance, rule.cellHeight) = (0, 45, 0, 25);
        (rule.rings, rule.farSendEvery) = (2, 4);
    }, (thing, player) =>
    {
        float scale = ScaleOf(thing, 45);
        return SightOracle.SeesByHexRings(Ground(thing), Ground(player), 15 * scale, rings: 2) && SightOracle.SeesByLayer(thing.transform.position.Y, player.transform.position.Y, 25 * scale);
    }).Run(Steps);

    private static Vector2 Ground(NetworkIdentity identity) => new(identity.transform.position.X, identity.transform.position.Z);

    private static float RangeOf(NetworkIdentity identity, float usual) => identity.GetComponent<DistanceInterestManagementCustomRange>()?.visRange ?? usual;

    private static float ScaleOf(NetworkIdentity identity, float usual) => SightOracle.Scale(RangeOf(identity, usual), usual);
}
