using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tain.Kit;

/// <summary>A program in a process of its own, with what it writes. It is killed when the test is over.</summary>
public sealed class RunningProgram : IDisposable
{
    private const int Outputs = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly BlockingCollection<string> _unread = [];
    private readonly List<string> _lines = [];
    private int _endedOutputs;

    /// <summary>Starts a program. Its input and outputs are redirected.</summary>
    public RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How to start one of our programs.</summary>
    public static ProcessStartInfo Dotnet(string assembly, params string[] arguments) => new("dotnet", [assembly, .. arguments]);

    /// <summary>Waits for a line, of those that no wait has found yet, in whatever order they come.</summary>
    /// <returns>The line.</returns>
    public string WaitFor(Func<string, bool> isIt, string expectation)
    {
        int found = _lines.FindIndex(line => isIt(line));
        if (found >= 0) return Take(found);
        long start = Stopwatch.GetTimestamp();
        // What a program wrote last may come long after its end; only the end of both outputs says that there is no more.
        while (Patience - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } left && _unread.TryTake(out string? line, left))
        {
            _lines.Add(line);
            if (isIt(line)) return Take(_lines.Count - 1);
        }
        Assert.Fail($"Waited in vain until {expectation}. {(_process.HasExited ? $"It ended with {_process.ExitCode}" : "It runs")} and wrote:\n{string.Join('\n', _lines)}");
        return "";
    }

    /// <summary>Writes a line to the program's input.</summary>
    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Sends the program a signal, as a terminal or a supervisor does. Not on Windows.</summary>
    /// <param name="name">The signal's name without SIG.</param>
    public void Signal(string name) => Kill(name, _process.Id);

    /// <summary>Kills the one process that the program has started. On Linux only.</summary>
    public void KillChild()
    {
        string[] children = [.. Directory.GetDirectories($"/proc/{_process.Id}/task").SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Kill("KILL", int.Parse(Assert.Single(children), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until the program has ended.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), "The program does not end.");
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Kill(string signal, int processId)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{processId}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private string Take(int index)
    {
        string line = _lines[index];
        _lines.RemoveAt(index);
        return line;
    }

    private void Keep(object sender, DataReceivedEventArgs written)
    {
        if (written.Data is { } line) _unread.Add(line);
        else if (Interlocked.Increment(ref _endedOutputs) == Outputs) _unread.CompleteAdding();
    }
}
