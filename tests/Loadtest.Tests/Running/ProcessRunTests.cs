using System.Text.Json;
using Tain.Kit;

namespace Tain.LoadTest.Running;

/// <summary>The program as people run it: two processes, real sockets, real time.</summary>
public class ProcessRunTests
{
    private static string Program => typeof(LoadTestProgram).Assembly.Location;

    [Fact]
    public void FiftyClientsAgainstTheBuiltInServerLoseNobody()
    {
        string folder = Directory.CreateTempSubdirectory("tain-loadtest-").FullName;
        try
        {
            using var run = new RunningProgram(RunningProgram.Dotnet(
                Program, "--serve", "--server=kcp://localhost:0", "--clients=50", "--ramp=100/s", "--warmup=1", "--duration=3", "--visible=10", "--threads=2", $"--report={folder}"));
            run.WaitFor(line => line.StartsWith("Passed: 50 of 50 clients", StringComparison.Ordinal), "the run has passed");
            Assert.Equal(0, run.WaitForExit());

            LoadReport report = JsonSerializer.Deserialize<LoadReport>(File.ReadAllText(Path.Combine(folder, ReportFiles.JsonName)), ReportJson.Indented)!;
            Assert.True(report.Passed && report.AllJoined);
            Assert.Equal((50, 0L, 0L), (report.Clients.Joined, report.Clients.Lost, report.Clients.Malformed));
            Assert.Empty(report.Disconnects);
            Assert.True(report.Clients.ReplyMs.Count > 1_000, $"{report.Clients.ReplyMs.Count} replies");
            Assert.True(report.Clients.DatagramsIn > 0 && report.Clients.EntityStates > 0);
            Assert.True(report.Server is { TickMs.Count: > 20, DatagramsIn: > 0, ResidentMegabytes: > 0 });
            Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, ReportFiles.HtmlName)), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("'carrier' is no address", "--server=carrier")]
    [InlineData("No transport is known by 'pigeon'", "--server=pigeon://localhost:1")]
    [InlineData("'fast' is no rate", "--ramp=fast")]
    [InlineData("'200%' is no part", "--bad=200%")]
    [InlineData("There is no script 'dance'; there are idle, move", "--script=dance")]
    [InlineData("--rate", "--rate=0")]
    public void AMistakeIsExplained(string expected, string argument)
    {
        using var run = new RunningProgram(RunningProgram.Dotnet(Program, argument, "--clients=1"));
        run.WaitFor(line => line.Contains(expected, StringComparison.Ordinal), "the mistake is explained");
        Assert.NotEqual(0, run.WaitForExit());
    }
}
