using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AotServer.Tests;

/// <summary>Publishes the sample as a user would, and insists that the compilers have nothing to say about it.</summary>
internal static class Publishing
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Not what the runtime calls it: one that a distribution built itself names that distribution, for which no compiler is published.
    private static string Machine =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>One native file, compiled ahead of time. Returns its path.</summary>
    public static Task<string> NativeAsync() => PublishAsync("native", ["-f", "net9.0", .. Linker()]);

    /// <summary>One file with the runtime in it, from which everything was cut that is not used. Returns its path.</summary>
    public static Task<string> TrimmedAsync() => PublishAsync("trimmed", "-f", "net10.0", "-p:PublishAs=trimmed");

    private static async Task<string> PublishAsync(string kind, params string[] arguments)
    {
        string output = Path.Combine(Metadata("PublishDirectory"), kind);
        if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
        string said = await RunAsync(
        [
            "publish", Path.Combine(Metadata("RepositoryRoot"), "samples", "AotServer"), "-c", "Release", "-r", Machine, "-o", output, "--nologo", "-v", "q",
            "-clp:NoSummary", .. arguments,
        ]);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        return Assert.Single(Directory.GetFiles(output));
    }

    // It is clang unless told otherwise; gcc does as well where there is no clang.
    private static string[] Linker() => !IsThere("clang") && IsThere("gcc") ? ["-p:CppCompilerAndLinker=gcc"] : [];

    private static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static async Task<string> RunAsync(string[] arguments)
    {
        string dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        using Process process = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var timeout = new CancellationTokenSource(Timeout);
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), errors = process.StandardError.ReadToEndAsync(timeout.Token);
        string said = await output + await errors;
        await process.WaitForExitAsync(timeout.Token);
        Assert.True(
            process.ExitCode == 0,
            $"Publishing failed. NativeAOT needs clang (or gcc) and the headers of zlib: on Debian 'apt-get install clang zlib1g-dev', which tools/test.sh does where it may. It said:\n{said}");
        return said;
    }

    private static string Metadata(string key) => typeof(Publishing).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == key).Value!;
}
