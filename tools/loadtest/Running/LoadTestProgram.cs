using System.Runtime.InteropServices;
using Spectre.Console;
using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>The load test as a program. A game's own load test is a program of a few lines that adds its scripts and calls <see cref="Run"/>.</summary>
public static class LoadTestProgram
{
    internal const int CannotRun = 2;

    /// <summary>Runs what the command line asks for.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="scripts">The scripts there are; the built-in ones when null.</param>
    /// <returns>The exit code: 0 when all clients joined, none was lost and the whole time was measured, 1 when not, 2 when the run could not be made.</returns>
    public static int Run(string[] args, LoadScripts? scripts = null)
    {
        scripts ??= new LoadScripts();
        return new LoadCommandLine(scripts.Names).Invoke(args, plan => Guard(() => Test(plan, scripts)), plan => Guard(() => Serve(plan)), Console.Error);
    }

    private static int Test(LoadPlan plan, LoadScripts scripts)
    {
        // Whatever can be known to fail is told now, and not after minutes of measuring.
        Func<int, ILoadScript> script = scripts.Find(plan.Script);
        OpenFiles.Check(plan.Clients, OpenFiles.Limit);
        if (plan.Report is { } wanted) ReportFiles.Prepare(wanted);

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        ILoadDisplay display = Console.IsOutputRedirected ? new PlainDisplay(Console.Out) : new LiveDisplay(AnsiConsole.Console);
        LoadReport report = new LoadRun(plan, script, display).Run(stop.Token);
        SummaryText.Write(report, Console.Out);
        if (plan.Report is { } folder)
        {
            ReportFiles.Write(report, folder);
            Console.WriteLine($"The report: {Path.Combine(folder, ReportFiles.HtmlName)}");
        }
        return report.Passed ? 0 : 1;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static int Serve(LoadPlan plan)
    {
        // A terminal interrupts both processes. The clients end the run, and this one with it.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var sums = new TransportSums();
        var options = new ReferenceOptions { Rate = plan.Rate, Visible = plan.Visible, Movement = plan.Movement, ClockRidesAlong = !plan.ClockApart };
        return new ServerProgram(LoadTransports.ForServer(plan.Server.Scheme, (ushort)Math.Max(0, plan.Server.Port), plan.Encrypted, sums), options, sums).Run();
    }

    private static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return CannotRun;
        }
    }
}
