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

    // A simulated delay has no throughput, counting costs nothing that shows, and the others are measured in a simpler company.
    private static readonly string[] s_leftOut = ["kcp-dual", "latency+kcp", "metered+tcp", "enc+tcp", "enc+ws", "threaded+enc+kcp"];

    public static IEnumerable<string> Default { get; } = [Raw, RawBatched, Enet, "kcp-unbatched", .. Catalogue.Tested.Except(s_leftOut).Where(NeedsNothingElse)];

    /// <summary>Streams have one channel.</summary>
    public static bool HasUnreliable(string name) => !name.Contains("tcp", StringComparison.Ordinal) && !name.Contains("ws", StringComparison.Ordinal);

    /// <summary>Bare datagrams have the other.</summary>
    public static bool HasReliable(string name) => name is not (Raw or RawBatched);

    // Some need a relay that runs, a library that is installed, keys: the catalogue says so, and whoever has them names them.
    private static bool NeedsNothingElse(string name)
    {
        try
        {
            return Catalogue.Create(name, new PeerOptions(0)).IsAvailable;
        }
        catch (Exception missing) when (missing is ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine($"{name} is left out: {missing.Message}");
            return false;
        }
    }
}
