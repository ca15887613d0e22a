namespace Tain.LoadTest.Running;

public class ClientSamplerTests
{
    [Fact]
    public void WhatAClientGotIsDividedByThoseWhoWereThereAndNotByWhoIsLeft()
    {
        var sampler = new ClientSampler();
        sampler.Take(Counters(joined: 10, bytes: 0), new WireSums(), seconds: 1, isMeasured: false);
        ClientFigures playing = sampler.Take(Counters(joined: 10, bytes: 1_000), new WireSums(), seconds: 1, isMeasured: true);
        ClientFigures dying = sampler.Take(Counters(joined: 0, bytes: 1_500), new WireSums(), seconds: 1, isMeasured: true);
        Assert.Equal((10, 100), (playing.AverageJoined, playing.BytesIn / playing.AverageJoined));
        Assert.Equal((5, 100), (dying.AverageJoined, dying.BytesIn / dying.AverageJoined));
        ClientFigures whole = sampler.Summarize(seconds: 2);
        Assert.Equal((0, 7.5, 100), (whole.Joined, whole.AverageJoined, whole.BytesIn / whole.AverageJoined));
    }

    private static LoadCounters Counters(int joined, long bytes)
    {
        var counters = new LoadCounters { BytesIn = bytes };
        counters.States[(int)LoadClientState.Joined] = joined;
        return counters;
    }
}
