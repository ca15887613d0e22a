namespace Tain.Components.Tests.Transforms;

public class SendCounterTests
{
    [Theory]
    [InlineData(1, 61), InlineData(2, 30), InlineData(3, 20)]
    public void ItIsDueAtEveryNthSendInterval(uint multiplier, int expected)
    {
        var counter = default(SendCounter);
        int due = 0;
        for (int frame = 1; frame <= 240; frame++)
        {
            // Four frames per send interval; the very first frame is one, because the grid begins at 0.
            if (counter.IsDue(1000 + (frame / 256.0), 1f / 64, multiplier)) due++;
        }
        Assert.Equal(expected, due);
    }

    [Fact]
    public void AStallGivesOneSendAndNotMany()
    {
        var counter = default(SendCounter);
        Assert.True(counter.IsDue(1, 0.125f, 1));
        Assert.True(counter.IsDue(100, 0.125f, 1));
        Assert.False(counter.IsDue(100.0625, 0.125f, 1));
    }
}
