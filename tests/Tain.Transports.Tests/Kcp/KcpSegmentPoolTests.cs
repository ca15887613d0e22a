namespace Tain.Transports.Kcp;

public class KcpSegmentPoolTests
{
    private const int LargeBytes = 1_171;
    private const int SecondMs = 1_000;

    private readonly KcpSegmentPool _pool = new(LargeBytes);

    [Fact]
    public void WhatABurstLeftIsGivenBackLittleByLittle()
    {
        Use(40_000);

        for (int second = 1; second <= 240; second++)
        {
            _pool.ReviewIfDue(second * SecondMs);
            Use(10);
        }

        Assert.InRange(_pool.Idle, 2_048 + 256, 2_048 + 256 + 20);
    }

    [Fact]
    public void WhatIsUsedStays()
    {
        for (int second = 1; second <= 120; second++)
        {
            _pool.ReviewIfDue(second * SecondMs);
            Use(1_000);
        }

        Assert.Equal(1_000, _pool.Idle);
    }

    private void Use(int segments)
    {
        KcpSegment[] rented = [.. Enumerable.Range(0, segments).Select(i => _pool.Rent(i % 2 == 0 ? 10 : LargeBytes))];
        foreach (KcpSegment segment in rented) _pool.Return(segment);
    }
}
