using System.Diagnostics;
using System.Text;

namespace AotServer.Tests;

/// <summary>A published server in a process of its own, and what it writes.</summary>
internal sealed class PublishedServer : IDisposable
{
    private const string Listening = "listening on ";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private PublishedServer(Process process) => _process = process;

    /// <summary>Where it can be joined.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it on a free port and waits until it can be joined.</summary>
    public static async Task<PublishedServer> StartAsync(string binary)
    {
        var server = new PublishedServer(Process.Start(new ProcessStartInfo(binary, ["--port", "0"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!);
        try
        {
            string line = await server._process.StandardOutput.ReadLineAsync().WaitAsync(Timeout) ?? "nothing";
            Assert.StartsWith(Listening, line, StringComparison.Ordinal);
            server.Address = new UriBuilder(line[Listening.Length..]) { Host = "127.0.0.1" }.Uri;
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Asks it to end, as a system does. Returns what it wrote; it must end by itself, and well.</summary>
    public async Task<string[]> StopAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        string written = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Timeout);
        await _process.WaitForExitAsync().WaitAsync(Timeout);
        Assert.Equal(0, _process.ExitCode);
        return written.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
