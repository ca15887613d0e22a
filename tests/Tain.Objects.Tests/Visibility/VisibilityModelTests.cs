namespace Tain.Tests;

/// <summary>
/// Random histories of a server: spawns, groups, rules, owners, readiness, newcomers, leavers. After every frame each client has exactly what a plain model says it
/// should see, in the state the server has, and what it saw all the time is still the same object.
/// </summary>
public class VisibilityModelTests
{
    // Bytes; a spawn message has about 70.
    private const int LittlePerTick = 100;

    [Theory, MemberData(nameof(Seeds))]
    public void WithGroupsEverybodySeesWhatTheModelSays(int seed) => new SightHistory(seed, withRule: false).Run(frames: 120);

    [Theory, MemberData(nameof(Seeds))]
    [Trait("Behaviour", "17.1")]
    public void WithARuleEverybodySeesWhatTheModelSays(int seed) => new SightHistory(seed, withRule: true).Run(frames: 120);

    [Theory, MemberData(nameof(Seeds))]
    public void WithGroupsALittlePerTickComesToTheSame(int seed)
    {
        var history = new SightHistory(seed, withRule: false, joinBytes: LittlePerTick);
        history.Run(frames: 240);
        Assert.True(history.MostPending > 0);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void WithARuleALittlePerTickComesToTheSame(int seed)
    {
        var history = new SightHistory(seed, withRule: true, joinBytes: LittlePerTick);
        history.Run(frames: 240);
        Assert.True(history.MostPending > 0);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];
}
