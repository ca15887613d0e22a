using System.Buffers.Binary;

namespace Tain.Transports.Encryption;

public class ReplayGuardTests
{
    private readonly ReplayGuard _guard = new();

    [Fact]
    public void ANonceCountsLittleEndianAndWraps()
    {
        Assert.Equal(At(1), At(0).Next());
        byte[] bytes = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        NonceCounter.Read(bytes).Next().Write(bytes);
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bytes);
        bytes.AsSpan().Fill(0xFF);
        NonceCounter.Read(bytes).Next().Write(bytes);
        Assert.All(bytes, value => Assert.Equal(0, value));
        bytes = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
        NonceCounter.Read(bytes).Next().Write(bytes);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], bytes);
    }

    [Fact]
    public void DistancesCrossTheWrapAndStrangersHaveNone()
    {
        Assert.True(At(2).TryCountFrom(At(-3), out long steps));
        Assert.Equal(5, steps);
        Assert.True(At(-3).TryCountFrom(At(2), out steps));
        Assert.Equal(-5, steps);
        Assert.False(NonceCounter.Read([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]).TryCountFrom(At(0), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-100)]
    [Trait("Attack", "E-02")]
    public void OnTheReliableChannelNoncesStrictlyIncrease(int first)
    {
        Take(first, Channel.Reliable);
        Take(first + 1, Channel.Reliable);
        Take(first + 500, Channel.Reliable);
        foreach (int old in (int[])[0, 1, 2, 499, 500]) Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(first + old), Channel.Reliable));
        Take(first + 501, Channel.Reliable);
    }

    [Fact]
    [Trait("Attack", "E-02")]
    public void OnTheUnreliableChannelEachComesOnceInAnyOrderWithinTheWindow()
    {
        int[] order = [.. Enumerable.Range(0, 3_000)];
        new Random(1).Shuffle(order);
        foreach (int place in order) Take(place, Channel.Unreliable);
        foreach (int place in order) Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(place), Channel.Unreliable));
    }

    [Fact]
    [Trait("Attack", "E-02")]
    public void WhatIsOlderThanTheWindowIsDropped()
    {
        Assert.InRange(ReplayGuard.WindowPackets, 1_024, int.MaxValue);
        Take(0, Channel.Unreliable);
        Take(ReplayGuard.WindowPackets, Channel.Unreliable);
        Take(1, Channel.Unreliable);
        Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(0), Channel.Unreliable));
        Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(-5), Channel.Unreliable));
        Take(10 * ReplayGuard.WindowPackets, Channel.Unreliable);
        Take((10 * ReplayGuard.WindowPackets) - 1, Channel.Unreliable);
        Take((9 * ReplayGuard.WindowPackets) + 1, Channel.Unreliable);
        Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(9 * ReplayGuard.WindowPackets), Channel.Unreliable));
    }

    [Theory]
    [InlineData(Channel.Reliable, Channel.Unreliable)]
    [InlineData(Channel.Unreliable, Channel.Reliable)]
    [Trait("Attack", "E-02")]
    public void APacketOfOneChannelIsNotTakenOnTheOther(Channel first, Channel again)
    {
        Take(0, Channel.Unreliable);
        Take(5, first);
        Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(5), again));
    }

    [Fact]
    [Trait("Attack", "E-02")]
    public void AReliablePacketThatWaitedForLongIsTakenAsLongAsItCanBeToldFromAReplayedOne()
    {
        Take(0, Channel.Reliable);
        Take(ReplayGuard.WindowPackets + 1, Channel.Unreliable);
        Take(2, Channel.Reliable);
        Assert.Equal(ReplayVerdict.Replayed, _guard.Judge(At(1), Channel.Reliable));
        Take(ReplayGuard.WindowPackets + 3, Channel.Unreliable);
        Assert.Equal(ReplayVerdict.Undecidable, _guard.Judge(At(3), Channel.Reliable));
    }

    [Fact]
    public void TheWindowIsRightForEverySequence()
    {
        var random = new Random(7);
        var seen = new HashSet<int>();
        int newest = int.MinValue, newestReliable = int.MinValue, place = 0;
        for (int i = 0; i < 50_000; i++)
        {
            place = random.Next(100) switch
            {
                < 60 => Math.Max(newest, 0) + random.Next(1, 4),
                < 95 => Math.Max(newest, 0) - random.Next(200),
                < 99 => Math.Max(newest, 0) - random.Next(ReplayGuard.WindowPackets + 100),
                _ => Math.Max(newest, 0) + random.Next(2 * ReplayGuard.WindowPackets),
            };
            Channel channel = random.Next(2) == 0 ? Channel.Reliable : Channel.Unreliable;
            bool isOld = newest != int.MinValue && newest - place >= ReplayGuard.WindowPackets;
            ReplayVerdict expected = seen.Contains(place) || (channel == Channel.Reliable && place <= newestReliable) ? ReplayVerdict.Replayed
                : isOld ? (channel == Channel.Reliable ? ReplayVerdict.Undecidable : ReplayVerdict.Replayed)
                : ReplayVerdict.Fresh;
            // What is older than the window is not remembered, so it is never taken, seen or not.
            if (isOld && channel == Channel.Reliable && place > newestReliable) expected = ReplayVerdict.Undecidable;
            Assert.Equal(expected, _guard.Judge(At(place), channel));
            if (expected != ReplayVerdict.Fresh) continue;
            _guard.Commit(At(place), channel);
            seen.Add(place);
            newest = Math.Max(newest, place);
            if (channel == Channel.Reliable) newestReliable = place;
        }
        Assert.InRange(seen.Count, 20_000, 50_000);
    }

    // Around the end of the range, so that every test crosses the wrap.
    private static NonceCounter At(int place)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, place);
        return NonceCounter.Read(bytes);
    }

    private void Take(int place, Channel channel)
    {
        Assert.Equal(ReplayVerdict.Fresh, _guard.Judge(At(place), channel));
        _guard.Commit(At(place), channel);
    }
}
