using System.Diagnostics;

namespace Tain.LoadTest;

/// <summary>A process of this program with another task. It ends when it is disposed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int PatienceMs = 5_000;

    private readonly Process _process;
    private volatile string? _lastLine;

    public ChildProcess(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(command);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>The last line it wrote, since <see cref="Follow"/>; null when there was none.</summary>
    public string? LastLine => _lastLine;

    /// <summary>How the process has ended; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <exception cref="InvalidOperationException">The process has ended without a word; what was wrong it has written itself.</exception>
    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The built-in server could not start.");

    /// <summary>From now on <see cref="LastLine"/> is kept.</summary>
    public void Follow() => new Thread(ReadOn) { IsBackground = true, Name = "reports" }.Start();

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(PatienceMs)) _process.Kill();
        _process.Dispose();
    }

    private void ReadOn()
    {
        while (_process.StandardOutput.ReadLine() is { } line) _lastLine = line;
    }
}
