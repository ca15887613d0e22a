namespace Tain.Transports.Decorators;

public class PerlinNoiseTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void ItWandersSmoothlyBetweenZeroAndOne(int seed)
    {
        var noise = new PerlinNoise(new Random(seed));
        double least = 1, most = 0, steepest = 0, last = noise.OnDiagonal(0);
        for (int i = 1; i < 300_000; i++)
        {
            double now = noise.OnDiagonal(i / 1000.0);
            least = Math.Min(least, now);
            most = Math.Max(most, now);
            steepest = Math.Max(steepest, Math.Abs(now - last) * 1000);
            last = now;
        }

        Assert.InRange(least, 0, 0.25);
        Assert.InRange(most, 0.75, 1);
        // With the default jitter of 0.02 s the order of packets would hold up to a slope of 50.
        Assert.InRange(steepest, 0.5, 5);
    }

    [Fact]
    public void TheSameSeedIsTheSameLandscapeAtAnyDistance()
    {
        var noise = new PerlinNoise(new Random(1));
        var same = new PerlinNoise(new Random(1));
        var other = new PerlinNoise(new Random(2));
        double[] places = [0.3, 17.7, 255.5, 256.5, 1e9 + 0.25, 1e300, -3.4];
        Assert.Equal(places.Select(noise.OnDiagonal), places.Select(same.OnDiagonal));
        Assert.NotEqual(places.Select(noise.OnDiagonal), places.Select(other.OnDiagonal));
        Assert.All(places, x => Assert.InRange(noise.OnDiagonal(x), 0, 1));
        Assert.Equal(0.5, noise.At(4, 9));
    }
}
