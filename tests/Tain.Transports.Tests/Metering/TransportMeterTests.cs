using System.Diagnostics.Metrics;
using Tain.Kit;

namespace Tain.Transports.Metering;

public class TransportMeterTests
{
    [Fact]
    public void TheEndpointsOfAProcessAddToOneInstrument()
    {
        using var meters = new TestMeters();
        ReportedTotal first = new TransportMeter(meters).Total("tain.test.resends", "{segment}", "Sent again.");
        ReportedTotal second = new TransportMeter(meters).Total("tain.test.resends", "{segment}", "Sent again.");
        first.Report(3);
        first.Report(3);
        second.Report(4);
        first.Report(5);

        Assert.Equal(9, meters["tain.test.resends"]);
        Assert.Equal(["tain.test.resends"], meters.Published);
    }

    [Fact]
    public void ALevelFollowsItsEndpointAndLeavesWithIt()
    {
        using var meters = new TestMeters();
        ReportedLevel first = new TransportMeter(meters).Level("tain.test.connections", "{connection}", "Open.");
        ReportedLevel second = new TransportMeter(meters).Level("tain.test.connections", "{connection}", "Open.");
        first.Report(10);
        second.Report(2);
        first.Report(7);
        Assert.Equal(9, meters["tain.test.connections"]);
        first.Report(0);
        Assert.Equal(2, meters["tain.test.connections"]);
    }

    [Fact]
    public void TagsTellReasonsApart()
    {
        using var meters = new TestMeters();
        var meter = new TransportMeter(meters);
        meter.Total("tain.test.drops", "{datagram}", "Ignored.", new KeyValuePair<string, object?>("reason", "TooLong")).Report(2);
        meter.Total("tain.test.drops", "{datagram}", "Ignored.", new KeyValuePair<string, object?>("reason", "Closed")).Report(5);

        Assert.Equal(2, meters["tain.test.drops:TooLong"]);
        Assert.Equal(5, meters["tain.test.drops:Closed"]);
        Assert.Equal(7, meters["tain.test.drops"]);
    }

    [Fact]
    public void WithoutAFactoryNothingIsMadeAndReportingAllocatesNothing()
    {
        var meter = new TransportMeter(null);
        Assert.False(meter.IsOn);
        Assert.Null(meter.Distribution("tain.test.roundtrip", "ms", "Round trips."));
        ReportedTotal total = meter.Total("tain.test.resends", "{segment}", "Sent again.");
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1_000; i++) total.Report(i);
        }));
    }

    [Fact]
    public void ADecoratorHasTheMetersOfWhatItWraps()
    {
        using var meters = new TestMeters();
        var inner = new KcpTransport { Meters = meters };
        using var traffic = new Traffic();
        Assert.Same(meters, new MeteredTransport(inner, traffic).Meters);
        Assert.Same(meters, new MultiplexTransport(inner, new TcpTransport()).Meters);
    }

    [Fact]
    public void TheMeterIsTheOneOfTheTraffic()
    {
        using var meters = new TestMeters();
        using var traffic = new Traffic(meters: meters);
        new TransportMeter(meters).Total("tain.test.resends", "{segment}", "Sent again.").Report(1);
        Assert.Equal(1, meters["tain.test.resends"]);
        Assert.Same(meters.Create(new MeterOptions(Traffic.MeterName)), meters.Create(new MeterOptions(Traffic.MeterName)));
    }
}
