namespace Tain.Simulation.Tests.Stepping;

public class StepperTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void RunUntilStopsAtTheStepThatMakesItTrue()
    {
        var net = new SimulatedNetwork(1);
        int count = 0;
        net.Every(s_second, () => count++);
        net.RunUntil(() => count == 5, limit: TimeSpan.FromHours(1));
        Assert.InRange(net.Clock.Elapsed.TotalSeconds, 4, 5);
        Assert.Equal(5, count);
    }

    [Fact]
    public void AnHourIsOverAtOnce()
    {
        var net = new SimulatedNetwork(1);
        net.RunFor(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(1), net.Clock.Elapsed);
        Assert.Equal(0, net.Clock.Steps);
    }

    [Fact]
    public void ALimitThatPassesTellsSeedStepConditionAndTrace()
    {
        var net = new SimulatedNetwork(77);
        bool isReady = false;
        net.Every(s_second, () => isReady = false);
        net.Note("the client gave up");
        SimulationException failure = Assert.Throws<SimulationException>(() => net.RunUntil(() => isReady, limit: TimeSpan.FromSeconds(10)));
        Assert.Equal((77UL, 10L), (failure.Seed, failure.Step));
        Assert.Contains("Seed 77, step 10", failure.Message, StringComparison.Ordinal);
        Assert.Contains("() => isReady", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the client gave up", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatThrowsInATickIsReportedWithSeedAndStep()
    {
        var net = new SimulatedNetwork(5);
        net.Every(s_second, () => Assert.NotEqual(5, net.Random.Next(6)));
        SimulationException failure = Assert.Throws<SimulationException>(() => net.RunFor(TimeSpan.FromHours(1)));
        Assert.IsAssignableFrom<Xunit.Sdk.XunitException>(failure.InnerException);
        Assert.Contains("Seed 5, step", failure.Message, StringComparison.Ordinal);

        var again = new SimulatedNetwork(5);
        again.Every(s_second, () => Assert.NotEqual(5, again.Random.Next(6)));
        Assert.Equal(failure.Step, Assert.Throws<SimulationException>(() => again.RunFor(TimeSpan.FromHours(1))).Step);
    }

    [Fact]
    public void InvariantsAreCheckedAfterEveryStep()
    {
        var net = new SimulatedNetwork(5);
        int gold = 10, checks = 0;
        net.Every(s_second, () => gold--);
        net.Invariant(() =>
        {
            checks++;
            Assert.True(gold >= 0, "Nobody has debts.");
        });
        SimulationException failure = Assert.Throws<SimulationException>(() => net.RunFor(TimeSpan.FromHours(1)));
        Assert.Equal((11, 11), (checks, failure.Step));
        Assert.Contains("Nobody has debts.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADisposedTickStops()
    {
        var net = new SimulatedNetwork(1);
        int count = 0;
        IDisposable ticking = net.Every(s_second, () => count++);
        net.RunFor(3 * s_second);
        ticking.Dispose();
        net.RunFor(3 * s_second);
        Assert.Equal(3, count);
    }

    [Fact]
    public void AFrameKnowsItsLength()
    {
        var net = new SimulatedNetwork(1);
        float seconds = 0;
        net.EveryFrame(60, delta => seconds += delta);
        net.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(10, seconds, 0.02);
    }

    [Fact]
    public void SeedsDifferInWhoActsFirst()
    {
        var first = new HashSet<string>();
        for (ulong seed = 0; seed < 50; seed++)
        {
            var net = new SimulatedNetwork(seed);
            string who = "";
            net.Every(s_second, () => who += "a");
            net.Every(s_second, () => who += "b");
            net.RunFor(s_second);
            first.Add(who);
        }

        Assert.Equal(["ab", "ba"], first.Order());
    }
}
