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
    [InlineData("--clients 0: a whole number", "--clients=0")]
    [InlineData("No transport is known by 'pigeon'", "--server=pigeon://localhost:1")]
    [InlineData("There is no script 'dance'; there are idle, move", "--script=dance")]
    [InlineData("No report can be written into the folder '/dev/null'", "--report=/dev/null")]
    public void AMistakeIsExplained(string expected, string argument)
    {
        using var run = new RunningProgram(RunningProgram.Dotnet(Program, argument));
        run.WaitFor(line => line.Contains(expected, StringComparison.Ordinal), "the mistake is explained");
        Assert.Equal(LoadTestProgram.CannotRun, run.WaitForExit());
    }

    [Fact]
    public void ARunWithoutAServerEndsAtOnceAndSaysSo()
    {
        using var run = new RunningProgram(RunningProgram.Dotnet(Program, "--server=tcp://127.0.0.1:1", "--clients=2", "--duration=600"));
        run.WaitFor(line => line.StartsWith("Failed: 0 of 2 clients", StringComparison.Ordinal), "the run has ended");
        run.WaitFor(line => line.StartsWith("No server answers at tcp://127.0.0.1:1", StringComparison.Ordinal), "the advice is given");
        Assert.Equal(1, run.WaitForExit());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void AnInterruptedRunWritesItsReportAndHasNotPassed(string signal)
    {
        if (OperatingSystem.IsWindows()) return;    // there are no signals
        string folder = Directory.CreateTempSubdirectory("tain-loadtest-").FullName;
        using var run = new RunningProgram(RunningProgram.Dotnet(Program, "--serve", "--server=kcp://localhost:0", "--clients=3", "--duration=600", $"--report={folder}"));
        run.WaitFor(line => line.Contains("joined 3 ", StringComparison.Ordinal), "all have joined");
        run.Signal(signal);
        run.WaitFor(line => line.StartsWith("Stopped before its time.", StringComparison.Ordinal), "the end is explained");
        Assert.Equal(1, run.WaitForExit());
        LoadReport report = JsonSerializer.Deserialize<LoadReport>(File.ReadAllText(Path.Combine(folder, ReportFiles.JsonName)), ReportJson.Indented)!;
        Assert.True(report is { AllJoined: true, Passed: false, EndedEarly: not null });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ABuiltInServerThatDiesEndsTheRun()
    {
        if (!OperatingSystem.IsLinux()) return;     // where processes tell their children in a file
        using var run = new RunningProgram(RunningProgram.Dotnet(Program, "--serve", "--server=kcp://localhost:0", "--clients=3", "--duration=600"));
        run.WaitFor(line => line.Contains("joined 3 ", StringComparison.Ordinal), "all have joined");
        run.KillChild();
        run.WaitFor(line => line.StartsWith("The built-in server has ended after", StringComparison.Ordinal), "the end is explained");
        Assert.Equal(1, run.WaitForExit());
    }
}
