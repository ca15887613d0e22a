using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Tain.Transports.Kit;

namespace Tain.Transports.Proxies;

/// <summary>A real reverse proxy with TLS in a process of its own, before a server that does not run yet. What it wrote is part of a failure to start.</summary>
internal sealed class ReverseProxy : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private readonly TestFolder _folder = new();
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ReverseProxy(ReverseProxyKind kind, TestAuthority authority, Func<string, string>? change)
    {
        var places = new ProxyPlaces(FreePort(), FreePort(), _folder);
        Port = places.Port;
        BackendPort = (ushort)places.BackendPort;
        authority.WritePem(authority.Sign("localhost"), places.Chain, places.Key);
        File.WriteAllText(places.Both, File.ReadAllText(places.Chain) + File.ReadAllText(places.Key));
        File.WriteAllText(places.Configuration, kind.Around(places, Adapt(kind, places, change)));
        var start = new ProcessStartInfo(kind.Program, kind.Arguments(places)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = _folder["."];
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens with TLS.</summary>
    public int Port { get; }

    /// <summary>Where the server it leads to must listen, on path /play.</summary>
    public ushort BackendPort { get; }

    /// <summary>What the proxy wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts a proxy from its recipe and waits until it listens.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="authority">Who signs its certificate for localhost.</param>
    /// <param name="change">Changes the recipe; it must change something.</param>
    public static ReverseProxy Start(string name, TestAuthority authority, Func<string, string>? change = null)
    {
        var proxy = new ReverseProxy(ReverseProxyKind.Of(name), authority, change);
        try
        {
            proxy.AwaitListening();
            return proxy;
        }
        catch
        {
            proxy.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill()
    {
        if (_process.HasExited) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Adapt(ReverseProxyKind kind, ProxyPlaces places, Func<string, string>? change)
    {
        string root = typeof(ReverseProxy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!;
        string recipe = File.ReadAllText(Path.Combine(root, "tests/Tain.Transports.AspNetCore.Tests/Proxies/Recipes", kind.Recipe));
        if (change != null)
        {
            string changed = change(recipe);
            Assert.NotEqual(recipe, changed);
            recipe = changed;
        }
        foreach ((string word, string instead) in kind.Replacements(places))
        {
            Assert.Contains(word, recipe, StringComparison.Ordinal);
            recipe = recipe.Replace(word, instead, StringComparison.Ordinal);
        }
        return recipe;
    }

    private void AwaitListening()
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Connect(IPAddress.IPv6Loopback, Port);
                return;
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                Assert.False(_process.HasExited, $"{_process.StartInfo.FileName} ended:\n{Output}");
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < StartPatience, $"{_process.StartInfo.FileName} does not listen:\n{Output}");
                Thread.Yield();
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
