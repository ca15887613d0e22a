using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tain.Transports.Peers;

/// <summary>What a transport of the <see cref="Catalogue"/> is made with. Both processes of a test get the same.</summary>
public sealed record PeerOptions(ushort Port)
{
    /// <summary>How long a silent peer is believed in. Short, because a test waits for it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Where the transport logs.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>What only some transports need, as <c>--set key=value</c> gave it: keys, a relay's address, ...</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public int TimeoutMs => (int)Timeout.TotalMilliseconds;

    /// <summary>One of the <see cref="Settings"/> that must be there.</summary>
    public string Setting(string key) =>
        Settings.TryGetValue(key, out string? value) ? value : throw new ArgumentException($"This transport needs '--set {key}=...'.");

    public static PeerOptions Parse(Arguments arguments, ILoggerFactory log) => new(ushort.Parse(arguments.Value("--port", "0"), CultureInfo.InvariantCulture))
    {
        LoggerFactory = log,
        Timeout = TimeSpan.FromMilliseconds(int.Parse(arguments.Value("--timeout-ms", "4000"), CultureInfo.InvariantCulture)),
        Settings = arguments.Values("--set").Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair.ElementAtOrDefault(1) ?? ""),
    };
}
