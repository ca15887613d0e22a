using System.Diagnostics;
using System.Reflection;

namespace Tanks.Browser.Tests;

/// <summary>The real server in a process of its own. Starting ends when it has said where to open the page; what it wrote is part of every failure.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private bool _disposed;

    private ServerProcess(Process process) => _process = process;

    /// <summary>The address it printed.</summary>
    public Uri Page { get; private set; } = null!;

    /// <summary>The UDP port of KCP players.</summary>
    public int KcpPort { get; private set; }

    /// <summary>Starts a server on free ports and waits until it can be joined.</summary>
    public static Task<ServerProcess> StartAsync(params string[] arguments) => StartOnAsync(0, 0, arguments);

    /// <summary>Starts a server on these ports and waits until it can be joined.</summary>
    public static async Task<ServerProcess> StartOnAsync(int httpPort, int kcpPort, params string[] arguments)
    {
        var log = new OutputLog();
        Task<string> kcp = log.WaitForAsync("KCP players and bots: ", StartTimeout), page = log.WaitForAsync("Open ", StartTimeout);
        ServerProcess server = Start(log, ["--http-port", $"{httpPort}", "--kcp-port", $"{kcpPort}", .. arguments]);
        try
        {
            server.KcpPort = new Uri(await kcp).Port;
            server.Page = new Uri(await page);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts bots without a server of their own.</summary>
    public static ServerProcess StartBots(params string[] arguments) => Start(new OutputLog(), arguments);

    /// <summary>Kills it as a crash would: no goodbye to anyone.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ServerProcess Start(OutputLog log, string[] arguments)
    {
        string path = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TanksServer").Value!;
        string dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(dotnet, [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += (_, line) => log.Add(line.Data);
        process.ErrorDataReceived += (_, line) => log.Add(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => log.End();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process);
    }
}
