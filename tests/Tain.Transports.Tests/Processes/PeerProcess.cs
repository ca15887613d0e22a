using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Tain.Transports.Processes;

/// <summary>A server or a client in a process of its own. What it wrote is part of every failure.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly Process _process;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    private PeerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, written) => Add(written.Data, isEvent: true);
        _process.ErrorDataReceived += (_, written) => Add(written.Data, isEvent: false);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the server listens, on this machine.</summary>
    public Uri Uri { get; private set; } = null!;

    /// <summary>Starts a server on a free port and waits until it listens.</summary>
    public static Task<PeerProcess> ServeAsync(string transport, params string[] more) => ListeningAsync(Start(["server", "--transport", transport, .. more]));

    /// <summary>As <see cref="ServeAsync"/>, in a process that takes the system for one without IPv6.</summary>
    public static Task<PeerProcess> ServeWithoutIPv6Async(string transport) =>
        ListeningAsync(Start(["server", "--transport", transport], new() { ["DOTNET_SYSTEM_NET_DISABLEIPV6"] = "1" }));

    /// <summary>Starts a client that connects to a server.</summary>
    public static PeerProcess Connect(string transport, Uri server, params string[] more) =>
        Start(["client", "--transport", transport, "--connect", server.ToString(), .. more]);

    private static async Task<PeerProcess> ListeningAsync(PeerProcess server)
    {
        try
        {
            string line = await server.WaitForAsync("listening ");
            server.Uri = new UriBuilder(line["listening ".Length..]) { Host = "127.0.0.1" }.Uri;
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Tell(FormattableString command) => _process.StandardInput.WriteLine(command.ToString(CultureInfo.InvariantCulture));

    /// <summary>The first line that begins so, also one that has come already.</summary>
    public Task<string> WaitForAsync(string beginning) => WaitForAsync(line => line.StartsWith(beginning, StringComparison.Ordinal), $"'{beginning}...'");

    public async Task<string> WaitForAsync(Func<string, bool> condition, string expectation)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_lines.FirstOrDefault(condition) is { } line) return line;
                Assert.False(_hasEnded, $"The process ended without writing {expectation}. {Written()}");
                more = _more.Task;
            }
            try
            {
                await more.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The process did not write {expectation} within {Patience.TotalSeconds} s. {Written()}");
            }
        }
    }

    /// <summary>How often a line that begins so has come.</summary>
    public int Count(string beginning)
    {
        lock (_lock) return _lines.Count(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    /// <summary>Ends it as a crash would: no goodbye to anyone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to end; it must end well.</summary>
    public async Task StopAsync()
    {
        Tell($"stop");
        await WaitForAsync("stopped");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(_process.ExitCode == 0, $"The process ended with {_process.ExitCode}. {Written()}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static PeerProcess Start(string[] arguments, Dictionary<string, string>? environment = null)
    {
        string path = typeof(PeerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TransportPeer").Value!;
        string dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        var start = new ProcessStartInfo(dotnet, [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? []) start.Environment[name] = value;
        return new PeerProcess(start);
    }

    private void Add(string? line, bool isEvent)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            if (line is null) _hasEnded |= isEvent;
            else _text.AppendLine(line);
            if (line is not null && isEvent) _lines.Add(line);
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        more.SetResult();
    }

    private string Written()
    {
        lock (_lock) return $"It wrote:\n{_text}";
    }
}
