using Spectre.Console;

namespace Tain.LoadTest.Running;

public class DisplayTests
{
    private static readonly Dictionary<string, long> s_ends = new() { ["Timeout (in play)"] = 2, ["[odd]"] = 1 };

    [Fact]
    public void ALineTellsWhatASecondWasLike()
    {
        var output = new StringWriter();
        new PlainDisplay(output).Show(Plan, Second(new ServerFigures { TickMs = new Percentiles(30, 1.5, 2, 3, 4), ProcessorPercent = 40 }), s_ends);
        Assert.Contains("joined 10 joining 1 lost 3", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("per client in 100 out 50 B/s", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("server tick p50 1.5 p99 3.0 max 4.0 ms, CPU 40 %", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 x Timeout (in play)", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsSaidOfWhatIsNotKnown()
    {
        var output = new StringWriter();
        var display = new PlainDisplay(output);
        display.Show(Plan, Second(null), s_ends);
        Assert.DoesNotContain("server", output.ToString(), StringComparison.Ordinal);
        display.Show(Plan, Second(new ServerFigures { ProcessorPercent = 40, ResidentMegabytes = 50 }), s_ends);
        Assert.Contains("server CPU 40 %, 50 MB", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("tick", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableHasThemAllWhateverReasonsAreCalled()
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        new LiveDisplay(console).Show(Plan with { Churn = 1, Bad = 0.1 }, Second(new ServerFigures { TickMs = new Percentiles(30, 1.5, 2, 3, 4) }), s_ends);
        Assert.All(["joined", "left", "expelled", "command to reply ms", "server tick ms", "Timeout (in play)", "[odd]"], text => Assert.Contains(text, output.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("join ms", output.ToString(), StringComparison.Ordinal);
    }

    private static LoadPlan Plan { get; } = new() { Server = new Uri("kcp://localhost:7777") };

    private static ReportSample Second(ServerFigures? server) =>
        new(5, true, new ClientFigures { Joined = 10, AverageJoined = 10, Joining = 1, Lost = 3, BytesIn = 1_000, BytesOut = 500, ReplyMs = new Percentiles(5, 1, 2, 3, 4) }, server);
}
