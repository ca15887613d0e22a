using Tain.Kit;

namespace Tain.Transports.Kcp;

public class KcpSegmentPoolTests
{
    private const int MediumBytes = 512;
    private const int LargeBytes = 1_171;
    private const int SecondMs = 1_000;

    private readonly KcpSegmentPool _pool = new(LargeBytes);

    [Fact]
    public void WhatABurstLeftIsGivenBackAfterAMinute()
    {
        Use(30_000);
        for (int second = 1; second <= 29; second++) Play(second, 10);
        Assert.Equal(30_000, _pool.Idle);

        for (int second = 30; second <= 90; second++) Play(second, 10);
        int left = (64 * 1024 / KcpSegmentPool.SmallBytes) + (64 * 1024 / LargeBytes);
        Assert.Equal(left, _pool.Idle);
    }

    [Fact]
    public void WavesThatComeBackAllocateNothing()
    {
        var random = new Random(7);
        Use(8_000);
        for (int second = 1; second <= 60; second++) Play(second, random.Next(1_000, 2_000));
        var rented = new KcpSegment[8_000];
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int second = 61; second <= 600; second++)
            {
                _pool.ReviewIfDue(second * SecondMs);
                int wave = second % 25 == 0 ? rented.Length : random.Next(1_000, 2_000);
                for (int i = 0; i < wave; i++) rented[i] = _pool.Rent(i % 2 == 0 ? 10 : LargeBytes);
                for (int i = 0; i < wave; i++) _pool.Return(rented[i]);
            }
        }));
    }

    [Theory]
    [InlineData(0, KcpSegmentPool.SmallBytes)]
    [InlineData(KcpSegmentPool.SmallBytes, KcpSegmentPool.SmallBytes)]
    [InlineData(KcpSegmentPool.SmallBytes + 1, MediumBytes)]
    [InlineData(MediumBytes + 1, LargeBytes)]
    [InlineData(LargeBytes, LargeBytes)]
    public void ASegmentIsTheSmallestThatHasRoom(int payloadBytes, int capacityBytes)
    {
        KcpSegment segment = _pool.Rent(payloadBytes);
        Assert.Equal((payloadBytes, capacityBytes), (segment.PayloadBytes, segment.CapacityBytes));
        Assert.Equal((1, (long)capacityBytes, 0), (_pool.Rented, _pool.RentedBytes, _pool.Idle));
        _pool.Return(segment);
        Assert.Equal((0, 0L, 1), (_pool.Rented, _pool.RentedBytes, _pool.Idle));
        Assert.Same(segment, _pool.Rent(payloadBytes));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    public void ASmallDatagramNeedsNoLargeSegments(int largeBytes)
    {
        var pool = new KcpSegmentPool(largeBytes);
        Assert.InRange(pool.Rent(largeBytes).CapacityBytes, largeBytes, MediumBytes);
    }

    private void Play(int second, int segments)
    {
        _pool.ReviewIfDue(second * SecondMs);
        Use(segments);
    }

    private void Use(int segments)
    {
        KcpSegment[] rented = [.. Enumerable.Range(0, segments).Select(i => _pool.Rent(i % 2 == 0 ? 10 : LargeBytes))];
        foreach (KcpSegment segment in rented) _pool.Return(segment);
    }
}
