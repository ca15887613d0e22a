using System.Diagnostics;
using System.Reflection;

namespace Tanks.Browser.Tests;

/// <summary>The real server in a process of its own. Starting ends when it has said where to open the page; what it wrote is part of every failure.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly Process _process;

    private ServerProcess(Process process, Uri page)
    {
        _process = process;
        Page = page;
    }

    /// <summary>The address it printed.</summary>
    public Uri Page { get; }

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        string path = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TanksServer").Value!;
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [path, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var log = new OutputLog();
        process.OutputDataReceived += (_, line) => log.Add(line.Data);
        process.ErrorDataReceived += (_, line) => log.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new ServerProcess(process, new Uri(await log.WaitForAsync("Open ", StartTimeout)));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Kills it as a crash would: no goodbye to anyone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
