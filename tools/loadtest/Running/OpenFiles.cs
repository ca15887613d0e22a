using System.Globalization;

namespace Tain.LoadTest;

/// <summary>How many files and sockets the system lets this process have. Each client is one, and beyond the limit the system's refusals look like a bad server.</summary>
internal static class OpenFiles
{
    // The runtime's own: assemblies, epoll, pipes to the built-in server.
    private const int OwnFiles = 200;
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitLine = "Max open files";

    /// <summary>The limit of this process; null where there is none, or none is known.</summary>
    public static int? Limit => File.Exists(LimitsFile) ? Parse(File.ReadAllLines(LimitsFile)) : null;

    /// <summary>Finds the limit in what Linux writes about a process.</summary>
    public static int? Parse(IEnumerable<string> lines)
    {
        string? line = lines.FirstOrDefault(line => line.StartsWith(LimitLine, StringComparison.Ordinal));
        string? soft = line?[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;
    }

    /// <summary>Refuses a run that the system would not let happen.</summary>
    /// <exception cref="InvalidOperationException">There are more clients than there may be sockets.</exception>
    public static void Check(int clients, int? limit)
    {
        if (clients + OwnFiles > limit)
            throw new InvalidOperationException($"{clients} clients need as many sockets, but this process may have {limit} open files. Say 'ulimit -n {clients + OwnFiles}' before, or take fewer --clients.");
    }
}
