namespace Tain.Simulation.Tests.Links;

public class LinkModelTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    [Fact]
    public void APerfectLineDeliversAtOnce()
    {
        var model = new LinkModel(new SimulatedRandom(1));
        for (int i = 0; i < 100; i++) Assert.Equal(new LinkVerdict(LinkFate.Delivered, i, 0, false), model.SendDatagram(i, 100, LinkProfile.Perfect));
    }

    [Fact]
    public void LossIsAsOftenAsAsked()
    {
        int lost = Fates(LinkProfile.Perfect with { Loss = 0.1 }, 20_000).Count(f => f == LinkFate.Lost);
        Assert.InRange(lost, 1_850, 2_150);
    }

    [Fact]
    public void DelayAndJitterHaveTheirMeans()
    {
        LinkProfile profile = LinkProfile.Perfect with { Delay = TimeSpan.FromMilliseconds(50), Jitter = TimeSpan.FromMilliseconds(10) };
        var model = new LinkModel(new SimulatedRandom(1));
        double[] delays = [.. Enumerable.Range(0, 5_000).Select(i => i * 1_000 * Millisecond).Select(now => (model.SendDatagram(now, 100, profile).Arrival - now) / (double)Millisecond)];
        Assert.True(delays.Min() >= 50);
        Assert.InRange(delays.Average(), 59.5, 60.5);
    }

    [Fact]
    public void JitterAloneDoesNotReorder()
    {
        LinkProfile profile = LinkProfile.Perfect with { Delay = TimeSpan.FromMilliseconds(50), Jitter = TimeSpan.FromMilliseconds(40) };
        long[] arrivals = [.. Arrivals(profile, 2_000)];
        Assert.Equal(arrivals.Order(), arrivals);
    }

    [Fact]
    public void HeldBackDatagramsAreOvertaken()
    {
        LinkProfile profile = LinkProfile.Perfect with { Reorder = 0.1, ReorderDelay = TimeSpan.FromMilliseconds(20) };
        long[] arrivals = [.. Arrivals(profile, 2_000)];
        int overtaken = arrivals.Zip(arrivals.Skip(1)).Count(pair => pair.First > pair.Second);
        Assert.InRange(overtaken, 100, 250);
    }

    [Fact]
    public void BurstsLoseRunsAndComeAsOftenAsAsked()
    {
        LinkProfile profile = LinkProfile.Perfect with { BurstEvery = TimeSpan.FromSeconds(4), BurstLength = TimeSpan.FromMilliseconds(250), BurstLoss = 1 };
        bool[] lost = [.. Fates(profile, 200_000).Select(f => f == LinkFate.LostInBurst)];
        int runs = lost.Zip(lost.Skip(1)).Count(pair => !pair.First && pair.Second);

        // One datagram per millisecond for 200 s: about 47 bursts of 250.
        Assert.InRange(runs, 30, 65);
        Assert.InRange(lost.Count(l => l) / (double)runs, 180, 330);
    }

    [Fact]
    public void BurstsGoOnWhileNothingIsSent()
    {
        var bursts = new BurstModel(new SimulatedRandom(1));
        LinkProfile profile = LinkProfile.Perfect with { BurstEvery = TimeSpan.FromMilliseconds(1), BurstLength = TimeSpan.FromMilliseconds(1), BurstLoss = 1 };
        int bad = Enumerable.Range(0, 200).Count(i => bursts.IsBad(i * TimeSpan.TicksPerMinute, profile));
        Assert.InRange(bad, 70, 130);
    }

    [Fact]
    public void TheBandwidthIsKeptAndTheQueueIsBounded()
    {
        LinkProfile profile = LinkProfile.Perfect with { BytesPerSecond = 100_000, QueueBytes = 5_000 };
        var model = new LinkModel(new SimulatedRandom(1));
        LinkVerdict[] verdicts = [.. Enumerable.Range(0, 20).Select(_ => model.SendDatagram(0, 972, profile))];    // 1000 bytes with headers: 10 ms each

        Assert.Equal(LinkFate.QueueFull, verdicts[^1].Fate);
        LinkVerdict[] delivered = [.. verdicts.Where(v => v.Fate == LinkFate.Delivered)];
        Assert.Equal(6, delivered.Length);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => i * 10 * Millisecond), delivered.Select(v => v.Arrival));
        Assert.Equal(LinkFate.Delivered, model.SendDatagram(100 * Millisecond, 972, profile).Fate);
    }

    [Fact]
    public void ADatagramOverTheLimitIsLost() =>
        Assert.Equal(LinkFate.TooLarge, new LinkModel(new SimulatedRandom(1)).SendDatagram(0, 1473, LinkProfile.Perfect).Fate);

    [Fact]
    public void ReliablePacketsAllArriveInOrderAndLossCostsThemRoundTrips()
    {
        LinkProfile calm = LinkProfile.Perfect with { Delay = TimeSpan.FromMilliseconds(50) };
        LinkProfile lossy = calm with { Loss = 0.2 };
        var model = new LinkModel(new SimulatedRandom(1));
        long[] arrivals = [.. Enumerable.Range(0, 2_000).Select(i => model.SendReliable(i * 1_000 * Millisecond, 100, lossy) - (i * 1_000 * Millisecond))];
        Assert.All(arrivals, a => Assert.Equal(0, (a - (50 * Millisecond)) % (50 * Millisecond)));
        Assert.InRange(arrivals.Count(a => a > 50 * Millisecond), 340, 460);

        long[] close = [.. Enumerable.Range(0, 2_000).Select(i => model.SendReliable((3_000_000 + i) * Millisecond, 100, lossy))];
        Assert.Equal(close.Order(), close);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void AProbabilityLiesBetweenZeroAndOne(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkProfile.Perfect with { Loss = value });

    private static IEnumerable<LinkFate> Fates(LinkProfile profile, int count)
    {
        var model = new LinkModel(new SimulatedRandom(1));
        return Enumerable.Range(0, count).Select(i => model.SendDatagram(i * Millisecond, 100, profile).Fate);
    }

    private static IEnumerable<long> Arrivals(LinkProfile profile, int count)
    {
        var model = new LinkModel(new SimulatedRandom(1));
        return Enumerable.Range(0, count).Select(i => model.SendDatagram(i * Millisecond, 100, profile).Arrival);
    }
}
