using System.Runtime.InteropServices;
using Tain.Simulate;

const int CannotRun = 2;

var options = RunnerOptions.Parse(args);
if (options.IsHelp)
{
    Console.WriteLine(RunnerOptions.Usage);
    return 0;
}
if (options.Mistake is { } mistake)
{
    Console.Error.WriteLine($"{mistake} (--help names all options.)");
    return CannotRun;
}

using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return new SeedRunner(Console.Out, options).Run(stop.Token);

void Stop(PosixSignalContext signal)
{
    // The second time for good: a match that has begun is played to its end, and may be a long one.
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
