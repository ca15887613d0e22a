namespace Tain.Tests;

/// <summary>
/// Random histories of a server: spawns, groups, rules, owners, readiness, newcomers, leavers. After every frame each client has exactly what a plain model says it
/// should see, in the state the server has, and what it saw all the time is still the same object.
/// </summary>
public class VisibilityModelTests
{
    // Bytes; a spawn message has about 70.
    private const int LittlePerTick = 100;

    // One message per tick, because one goes out in any case.
    private const int LeastPerTick = 1;

    [Theory, MemberData(nameof(Seeds))]
    public void WithGroupsEverybodySeesWhatTheModelSays(int seed) => new SightHistory(seed, new SightOptions()).Run(frames: 120);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.1")]
    public void WithARuleEverybodySeesWhatTheModelSays(int seed) => new SightHistory(seed, new SightOptions { WithRule = true }).Run(frames: 120);

    [Theory, MemberData(nameof(Seeds))]
    public void WithGroupsALittlePerTickComesToTheSame(int seed)
    {
        var history = new SightHistory(seed, new SightOptions { JoinBytes = LittlePerTick });
        history.Run(frames: 240);
        Assert.True(history.MostPending > 0);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void WithARuleALittlePerTickComesToTheSame(int seed)
    {
        var history = new SightHistory(seed, new SightOptions { WithRule = true, JoinBytes = LittlePerTick });
        history.Run(frames: 240);
        Assert.True(history.MostPending > 0);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void GroupsThatAreSentLessOftenComeToTheSame(int seed) => new SightHistory(seed, new SightOptions { MaxEvery = 5 }).Run(frames: 240);

    [Theory, MemberData(nameof(Seeds))]
    public void ABudgetOfBytesComesToTheSame(int seed) => new SightHistory(seed, new SightOptions { StateBytes = LeastPerTick }).Run(frames: 240);

    [Theory, MemberData(nameof(Seeds))]
    public void ABudgetOfBytesWithGroupsThatAreSentLessOftenAndJoinsInPartsComesToTheSame(int seed) =>
        new SightHistory(seed, new SightOptions { StateBytes = LeastPerTick, MaxEvery = 4, JoinBytes = LittlePerTick }).Run(frames: 240);

    [Fact]
    public void WithABudgetThereIsSomethingToOwe()
    {
        var history = new SightHistory(2, new SightOptions { StateBytes = LeastPerTick });
        history.Run(frames: 240);
        Assert.True(history.MostOwed > 0);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];
}
