using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Tain.Kit;

/// <summary>
/// Networks of a test's own inside Linux: hosts (network namespaces), switches (bridges) and cables (veth pairs). Nothing outside sees them, and two runs at once do not
/// meet, since every name carries a number of this run. Disposing ends the processes inside and takes everything away, also when the test failed half way.
/// </summary>
/// <remarks>A host has only what it was given: <c>lo</c>, and one interface for each cable. There is no way from one switch to another unless a host routes.</remarks>
public sealed class NetworkNamespaces : IDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(20);
    private static readonly Lazy<string?> Reason = new(FindReason);
    private static int s_runs;

    private readonly string _run = string.Create(CultureInfo.InvariantCulture, $"tain{Environment.ProcessId}x{Interlocked.Increment(ref s_runs)}");
    private readonly List<string> _namespaces = [];
    private readonly List<Process> _processes = [];
    private int _cables;

    /// <summary>Why there are no namespaces on this machine; null when there are.</summary>
    public static string? WhyNot => Reason.Value;

    /// <summary>What the system calls a host or a switch of this test.</summary>
    public string NameOf(string name) => $"{_run}-{name}";

    /// <summary>Makes a host that is connected to nothing but itself.</summary>
    /// <param name="name">Its name in this test, a few letters.</param>
    public void AddHost(string name)
    {
        Ip("netns", "add", NameOf(name));
        _namespaces.Add(NameOf(name));
        Ip("-n", NameOf(name), "link", "set", "lo", "up");
    }

    /// <summary>Makes a switch: hosts plugged into it hear each other's broadcasts.</summary>
    /// <param name="name">Its name in this test, a few letters.</param>
    public void AddSwitch(string name)
    {
        AddHost(name);
        Ip("-n", NameOf(name), "link", "add", "switch", "type", "bridge");
        Ip("-n", NameOf(name), "link", "set", "switch", "up");
    }

    /// <summary>Lays a cable from a host to a switch.</summary>
    /// <param name="host">The host.</param>
    /// <param name="to">The switch.</param>
    /// <param name="address">The host's address there with its prefix: <c>10.1.0.2/24</c>.</param>
    /// <returns>The name of the host's interface.</returns>
    public string Plug(string host, string to, string address)
    {
        string near = $"eth{_cables}", far = $"port{_cables}";
        _cables++;
        Ip("-n", NameOf(host), "link", "add", near, "type", "veth", "peer", "name", far, "netns", NameOf(to));
        SetUp(host, near, address);
        Ip("-n", NameOf(to), "link", "set", far, "master", "switch");
        Ip("-n", NameOf(to), "link", "set", far, "up");
        return near;
    }

    /// <summary>Lays a cable between two hosts. The addresses carry their prefix: <c>10.1.0.2/24</c>.</summary>
    public void Connect(string host, string address, string other, string otherAddress)
    {
        string near = $"eth{_cables}a", far = $"eth{_cables}b";
        _cables++;
        Ip("-n", NameOf(host), "link", "add", near, "type", "veth", "peer", "name", far, "netns", NameOf(other));
        SetUp(host, near, address);
        SetUp(other, far, otherAddress);
    }

    /// <summary>Sends what a host knows no other way for to a neighbour.</summary>
    public void AddDefaultRoute(string host, IPAddress via) => Ip("-n", NameOf(host), "route", "add", "default", "via", $"{via}");

    /// <summary>Runs a program in a host to its end and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It failed, or took more than 20 s; the message has what it wrote.</exception>
    public string Run(string host, string program, params string[] arguments) => Command("ip", ["netns", "exec", NameOf(host), program, .. arguments]);

    /// <summary>How to start a program in a host, for those who start processes themselves: they must end them too.</summary>
    public ProcessStartInfo Describe(string host, string program, params string[] arguments) => new("ip", ["netns", "exec", NameOf(host), program, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Starts a program in a host. Its input and outputs are redirected; it is killed with the network.</summary>
    public Process Start(string host, string program, params string[] arguments)
    {
        Process process = Process.Start(Describe(host, program, arguments))!;
        _processes.Add(process);
        return process;
    }

    /// <summary>Kills what runs inside and takes all of it away.</summary>
    /// <exception cref="AggregateException">Something could not be taken away; the rest was.</exception>
    public void Dispose()
    {
        var failures = new List<Exception>();
        foreach (Process process in _processes) Attempt(() => End(process), failures);
        _processes.Clear();
        // Cables and bridges go with the namespaces they lead to.
        foreach (string one in _namespaces) Attempt(() => Delete(one), failures);
        _namespaces.Clear();
        if (failures.Count > 0) throw new AggregateException("A test's network could not be taken away.", failures);
    }

    private static void Attempt(Action action, List<Exception> failures)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            failures.Add(failure);
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static void Delete(string full)
    {
        // A program that outlived its parent would keep the namespace alive without a name.
        foreach (string id in Command("ip", ["netns", "pids", full]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
                process.Kill();
                process.WaitForExit();
            }
            catch (ArgumentException)
            {
                // It ended by itself meanwhile, which is as good.
            }
        }
        Ip("netns", "del", full);
    }

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux()) return "Network namespaces exist on Linux only.";
        if (!Environment.IsPrivilegedProcess) return "Network namespaces need root.";
        try
        {
            // A container may forbid them even to root.
            string probe = string.Create(CultureInfo.InvariantCulture, $"tain{Environment.ProcessId}probe");
            Ip("netns", "add", probe);
            Ip("netns", "del", probe);
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            return $"Network namespaces cannot be made here (the package is iproute2): {failure.Message}";
        }
    }

    private static void Ip(params string[] arguments) => Command("ip", arguments);

    private static string Command(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(CommandTimeout))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' did not end in {CommandTimeout.TotalSeconds} s.");
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' failed with {process.ExitCode}: {output.Result}{errors.Result}");
        return output.Result;
    }

    private void SetUp(string host, string link, string address)
    {
        Ip("-n", NameOf(host), "addr", "add", address, "brd", "+", "dev", link);
        Ip("-n", NameOf(host), "link", "set", link, "up");
    }
}
