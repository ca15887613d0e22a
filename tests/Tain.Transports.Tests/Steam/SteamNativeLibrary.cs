using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tain.Transports.Steam;

/// <summary>The stand-in of C, compiled for one test class: what the mapping meets is laid out by a C compiler, and loaded as a library is.</summary>
public sealed unsafe class SteamNativeLibrary : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tain-steam-").FullName;
    private readonly nint _handle;

    public SteamNativeLibrary()
        : this(isOpen: false)
    {
    }

    private SteamNativeLibrary(bool isOpen)
    {
        string root = typeof(SteamNativeLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        string source = System.IO.Path.Combine(root, "tests", "Tain.Transports.Tests", "Steam", "fake_steam.c");
        Path = System.IO.Path.Combine(_folder, isOpen ? "libopen.so" : "libsteam.so");
        string compiler = new[] { "cc", "gcc", "clang" }.First(IsInstalled);
        using Process compile = Process.Start(compiler, ["-shared", "-fPIC", "-fvisibility=hidden", "-Wall", "-Werror", .. isOpen ? (string[])["-DOPEN"] : [], "-o", Path, source]);
        compile.WaitForExit();
        Assert.True(compile.ExitCode == 0, $"{compiler} did not compile fake_steam.c.");
        _handle = NativeLibrary.Load(Path);
    }

    public string Path { get; }

    /// <summary>One with the names of GameNetworkingSockets.</summary>
    public static SteamNativeLibrary Open() => new(isOpen: true);

    /// <summary>Messages taken and not given back.</summary>
    public int Lent => ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(_handle, "fake_lent"))();

    /// <summary>The last value of a setting by Valve's number.</summary>
    public int Option(int setting) => ((delegate* unmanaged[Cdecl]<int, int>)NativeLibrary.GetExport(_handle, "fake_option"))(setting);

    public void SetStarted(bool isStarted) => ((delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(_handle, "fake_set_started"))(isStarted ? 1 : 0);

    // The library stays loaded, as any that a transport loaded; its file may go.
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsInstalled(string compiler) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => File.Exists(System.IO.Path.Combine(folder, compiler)));
}
