using System.Text.Json;
using System.Xml.Linq;

namespace Tain.LoadTest.Reports;

public class ReportTests
{
    // What programs that read reports count on: a field that goes, or changes its meaning, needs a new format number.
    private static readonly string[] TopFields = ["format", "startedAt", "processors", "runtime", "plan", "allJoined", "passed", "endedEarly", "measuredSeconds", "clients", "server", "disconnects", "samples"];

    private static readonly string[] ClientFields =
    [
        "joined", "joining", "averageJoined", "connects", "joins", "lost", "left", "expelled", "joinMs", "roundTripMs", "replyMs", "latenessMs", "bytesIn", "bytesOut", "packetsIn", "packetsOut", "datagramsIn", "datagramsOut",
        "messagesIn", "entityStates", "spawns", "rpcs", "commands", "malformed", "processorPercent",
    ];

    private static readonly string[] ServerFields =
    [
        "tickMs", "lateTicks", "droppedTicks", "phasesMs", "processorPercent", "processorMsPerTick", "residentMegabytes", "heapMegabytes", "allocatedBytesPerTick", "collections",
        "datagramsIn", "datagramsOut", "resends", "rejections",
    ];

    private static LoadReport Report { get; } = Make();

    [Fact]
    public void TheJsonHasTheFieldsThatThePageNames()
    {
        JsonElement root = JsonSerializer.SerializeToElement(Report, ReportJson.Indented);
        Assert.Equal(TopFields, Names(root));
        Assert.Equal(ClientFields, Names(root.GetProperty("clients")));
        Assert.Equal(ServerFields, Names(root.GetProperty("server")));
        Assert.Equal(["count", "p50", "p90", "p99", "max"], Names(root.GetProperty("clients").GetProperty("replyMs")));
        Assert.Equal(["second", "isMeasured", "clients", "server"], Names(root.GetProperty("samples")[0]));
        Assert.Equal("syncVar", root.GetProperty("plan").GetProperty("movement").GetString());
        string page = File.ReadAllText(Path.Combine(Repository(), "docs/load-testing.md"));
        Assert.All([.. TopFields, .. ClientFields, .. ServerFields], field => Assert.Contains($"`{field}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void ItReadsBackAsItWasWritten()
    {
        string text = JsonSerializer.Serialize(Report, ReportJson.Indented);
        LoadReport again = JsonSerializer.Deserialize<LoadReport>(text, ReportJson.Indented)!;
        Assert.Equal(text, JsonSerializer.Serialize(again, ReportJson.Indented));
    }

    [Fact]
    public void ThePageIsWholeAndNeedsNothingBesideIt()
    {
        string page = HtmlReport.Write(Report);
        // Well-formed: every element that is opened is closed, and no text breaks out of its place.
        XDocument html = XDocument.Parse(page.Replace("<!doctype html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">", "", StringComparison.Ordinal));
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("sc&lt;ript", page, StringComparison.Ordinal);
        XElement[] plots = [.. html.Descendants("figure")];
        Assert.Contains(plots, plot => plot.Value.StartsWith("Server tick", StringComparison.Ordinal));
        Assert.All(plots, plot => Assert.NotEmpty(plot.Descendants("path")));
        Assert.All(html.Descendants("path"), path => Assert.Matches("^M", (string)path.Attribute("d")!));
    }

    [Fact]
    public void ARunWithoutMeasuredTimeAndWithoutServerIsStillAPage()
    {
        string page = HtmlReport.Write(Report with { Server = null, Samples = [], Clients = new ClientFigures(), Passed = false, AllJoined = false });
        Assert.Contains("not all joined", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void WhyARunEndedEarlyStandsAtTheTop()
    {
        string page = HtmlReport.Write(Report with { Passed = false, EndedEarly = "Stopped <early>." });
        Assert.Contains("ended early", page, StringComparison.Ordinal);
        Assert.Contains("Stopped &lt;early&gt;.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, 0.2, 1)]
    [InlineData(7, 2, 8)]
    [InlineData(99, 20, 100)]
    [InlineData(100, 20, 100)]
    [InlineData(101, 50, 150)]
    public void AxesHaveRoundSteps(double largest, double step, double max)
    {
        PlotScale scale = PlotScale.For(largest, steps: 5);
        Assert.Equal(step, scale.Step, 1e-9);
        Assert.Equal(max, scale.Max, 1e-9);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(12.34, "12.3")]
    [InlineData(1234, "1234")]
    [InlineData(12_345, "12.3k")]
    [InlineData(1_500_000, "1.5M")]
    public void NumbersAreShort(double value, string expected) => Assert.Equal(expected, PlotScale.Format(value));

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static string Repository() => typeof(ReportTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static LoadReport Make()
    {
        var histogram = new LatencyHistogram();
        for (int i = 1; i < 1_000; i++) histogram.Record(i * 100);
        var clients = new ClientFigures { Joined = 10, AverageJoined = 10, ReplyMs = Percentiles.Of(histogram), RoundTripMs = Percentiles.Of(histogram), BytesIn = 1e6, DatagramsIn = 300, ProcessorPercent = 12 };
        var server = new ServerFigures { TickMs = Percentiles.Of(histogram), PhasesMs = new Dictionary<string, double> { ["scripts"] = 1, ["transport flush"] = 3 }, Collections = [1, 0, 0], ProcessorPercent = 40, ResidentMegabytes = 80 };
        return new LoadReport
        {
            StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Plan = new LoadPlan { Server = new Uri("kcp://localhost:7777"), Script = "sc<ript" },
            AllJoined = true,
            Passed = true,
            MeasuredSeconds = 4,
            Clients = clients,
            Server = server,
            Disconnects = new Dictionary<string, long> { ["Timeout (in play)"] = 2 },
            Samples = [.. Enumerable.Range(1, 5).Select(second => new ReportSample(second, second > 1, clients with { ReplyMs = default }, second > 2 ? server : null)), new ReportSample(6, true, clients, server)],
        };
    }
}
