using System.Diagnostics;

namespace Tain.Bench;

/// <summary>A process of this program with another task. It ends when it is disposed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private volatile string[] _last = [];

    public Child(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(command);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>The words of the last line it wrote.</summary>
    public string[] Last => _last;

    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A process of the run has ended.");

    /// <summary>From now on <see cref="Last"/> is kept.</summary>
    public void Follow() => new Thread(ReadOn) { IsBackground = true, Name = "reports" }.Start();

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill();
        _process.Dispose();
    }

    private void ReadOn()
    {
        while (_process.StandardOutput.ReadLine() is { } line) _last = line.Split(' ');
    }
}
