namespace Tain.Transports.Contract;

public class StallWatchTests
{
    [Fact]
    public void AFailureInAProcessThatRunsIsOneAtOnce() => Assert.Equal(1, RunsUntilItFails(TimeSpan.MaxValue));

    [Fact]
    public void AFailureInAProcessThatStoodStillIsOneWhenItComesAgainAndAgain() => Assert.Equal(5, RunsUntilItFails(TimeSpan.Zero));

    [Fact]
    public void WhatHoldsWhenTheProcessRunsAgainHolds()
    {
        int runs = 0;
        StallWatch.Run(TimeSpan.Zero, () => Assert.Equal(2, ++runs));
        Assert.Equal(2, runs);
    }

    [Fact]
    public void WhatHoldsIsRunOnce()
    {
        int runs = 0;
        StallWatch.Run(TimeSpan.Zero, () => runs++);
        Assert.Equal(1, runs);
    }

    private static int RunsUntilItFails(TimeSpan tolerated)
    {
        int runs = 0;
        Assert.Throws<TimeoutException>(() => StallWatch.Run(tolerated, () =>
        {
            runs++;
            throw new TimeoutException("The peer did not answer.");
        }));
        return runs;
    }
}
