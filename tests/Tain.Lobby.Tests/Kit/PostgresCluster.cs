using System.Diagnostics;
using Npgsql;

namespace Tain.Lobbies.Kit;

/// <summary>
/// A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket in it and by no port, gone with the tests. Root runs it as the user postgres,
/// because PostgreSQL refuses root; anybody else runs it as himself.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Binaries = FindBinaries();

    private readonly string _folder;
    private readonly List<NpgsqlDataSource> _sources = [];
    private int _databases;

    /// <summary>Makes and starts the cluster.</summary>
    public PostgresCluster()
    {
        if (WhyNot is { } reason) throw new InvalidOperationException(reason);
        _folder = Directory.CreateTempSubdirectory("tain-pg-").FullName;
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", _folder);
        RunAsPostgres("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        RunAsPostgres("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_connections=200", "start");
    }

    /// <summary>Why there is no PostgreSQL on this machine; null when there is.</summary>
    public static string? WhyNot => Binaries is null ? "PostgreSQL is not installed (the package is postgresql); tools/test.sh installs it where it runs as root." : null;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        string name = $"lobby{Interlocked.Increment(ref _databases)}";
        using var admin = NpgsqlDataSource.Create(ConnectionString("postgres"));
        using NpgsqlCommand command = admin.CreateCommand($"create database {name}");
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>Opens a database; closed with the cluster.</summary>
    public NpgsqlDataSource Open(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        lock (_sources) _sources.Add(source);
        return source;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NpgsqlDataSource source in _sources) source.Dispose();
        RunAsPostgres("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries()
    {
        if (!OperatingSystem.IsLinux()) return null;
        // Debian keeps each version in a folder of its own; others have it in the path.
        string[] versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        IEnumerable<string> folders = versions.Select(folder => Path.Combine(folder, "bin")).OrderDescending(StringComparer.Ordinal)
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static void RunAsPostgres(string program, params string[] arguments)
    {
        string full = Path.Combine(Binaries!, program);
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", "postgres", "--", full, .. arguments]);
        else Run(full, arguments);
    }

    // Its output is not redirected: the server would inherit the pipe and keep it open.
    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' did not end in {Patience.TotalSeconds} s.");
        }
        if (process.ExitCode != 0) throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' failed with {process.ExitCode}.");
    }

    private string ConnectionString(string database) => $"Host={_folder};Username=postgres;Database={database};Maximum Pool Size=40;Timeout=60;Command Timeout=60";
}
