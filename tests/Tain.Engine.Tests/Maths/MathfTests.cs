namespace Tain.Engine.Tests.Maths;

public class MathfTests
{
    [Fact]
    public void NumbersStayWithinBounds()
    {
        Assert.Equal(1, Mathf.Clamp01(3f));
        Assert.Equal(-1, Mathf.Clamp(-5, -1, 1));
        Assert.Equal(10, Mathf.Lerp(0, 10, 2));
        Assert.Equal(20, Mathf.LerpUnclamped(0, 10, 2));
        Assert.Equal(0.25f, Mathf.InverseLerp(0, 4, 1));
        Assert.Equal(0, Mathf.InverseLerp(2, 2, 2));
        Assert.Equal(0.5f, Mathf.SmoothStep(0, 1, 0.5f));
    }

    [Fact]
    public void StepsReachButNeverPassTheirTarget()
    {
        Assert.Equal(3, Mathf.MoveTowards(1, 10, 2));
        Assert.Equal(10, Mathf.MoveTowards(9, 10, 2));
        Assert.Equal(-1, Mathf.MoveTowards(1, -10, 2));
        Assert.Equal(355, Mathf.MoveTowardsAngle(5, 350, 10) + 360);
    }

    [Theory]
    [InlineData(350, 10, 20)]
    [InlineData(10, 350, -20)]
    [InlineData(0, 180, 180)]
    [InlineData(0, 540, 180)]
    public void AnglesTakeTheShorterWay(float from, float to, float difference) => Assert.Equal(difference, Mathf.DeltaAngle(from, to));

    [Fact]
    public void RepeatingIsNeverNegative()
    {
        Assert.Equal(2, Mathf.Repeat(-1, 3));
        Assert.Equal(1, Mathf.Repeat(7, 3));
        Assert.Equal(1, Mathf.PingPong(5, 3));
        Assert.Equal(2, Mathf.PingPong(2, 3));
    }

    [Fact]
    public void RoundingIsTolerated()
    {
        Assert.True(Mathf.Approximately(0.1f + 0.2f, 0.3f));
        Assert.False(Mathf.Approximately(0.1f, 0.1001f));
        Assert.Equal(2, Mathf.RoundToInt(2.5f));
        Assert.Equal(-3, Mathf.FloorToInt(-2.1f));
    }
}
