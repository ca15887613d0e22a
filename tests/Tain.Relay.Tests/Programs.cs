using System.Reflection;

namespace Tain.Relay;

/// <summary>Where the programs are that tests start.</summary>
internal static class Programs
{
    public static string TransportPeer { get; } = Find("TransportPeer");

    public static string Relay { get; } = Find("Relay");

    private static string Find(string key)
    {
        string path = Path.GetFullPath(typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution before this test.");
    }
}
