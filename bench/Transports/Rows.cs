using Tain.Transports.Peers;

namespace Tain.Bench;

/// <summary>What is measured unless something else is asked for.</summary>
internal static class Rows
{
    /// <summary>One system call per datagram, by .NET's socket: the measure of the ratios.</summary>
    public const string Raw = "raw";

    /// <summary>The same through Tain's batched socket.</summary>
    public const string RawBatched = "raw-batched";

    /// <summary>ENet's own library, called directly.</summary>
    public const string Enet = "libenet";

    public static IEnumerable<string> Default { get; } = [Raw, RawBatched, Enet, "kcp-unbatched", .. Catalogue.Tested.Where(IsOfInterest)];

    /// <summary>Streams have one channel.</summary>
    public static bool HasUnreliable(string name) => !name.Contains("tcp", StringComparison.Ordinal) && !name.Contains("ws", StringComparison.Ordinal);

    /// <summary>Bare datagrams have the other.</summary>
    public static bool HasReliable(string name) => name is not (Raw or RawBatched);

    // A simulated delay has no throughput, counting costs nothing that shows, and a dual socket is measured as the other.
    private static bool IsOfInterest(string name) => !name.StartsWith("latency", StringComparison.Ordinal) && !name.StartsWith("metered", StringComparison.Ordinal) && !name.EndsWith("-dual", StringComparison.Ordinal);
}
