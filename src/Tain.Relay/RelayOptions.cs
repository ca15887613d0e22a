using Tain.Transports;

namespace Tain.Relay;

/// <summary>The relay's settings, section <c>Relay</c>.</summary>
public sealed class RelayOptions
{
    /// <summary>UDP port for game servers; 0 lets the system choose. Default 8888.</summary>
    public ushort ServerPort { get; set; } = 8_888;

    /// <summary>UDP port for players; 0 lets the system choose. Default 9999.</summary>
    public ushort ClientPort { get; set; } = 9_999;

    /// <summary>True: both ports take IPv6 and IPv4, where the system has both. False: IPv4 only. Default true.</summary>
    public bool DualMode { get; set; } = true;

    /// <summary>Bytes that the system buffers per port and direction; it may grant less. Default 4 MB.</summary>
    public int BufferBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The address that players and game servers reach this relay at, as it is told to the lobby. Empty, the default: the lobby knows it.</summary>
    public string PublicHost { get; set; } = "";

    /// <summary>Where sessions are opened over HTTP. Default <c>http://127.0.0.1:8890</c>: this machine only.</summary>
    public string AdminUrl { get; set; } = "http://127.0.0.1:8890";

    /// <summary>The secret that every request to <see cref="AdminUrl"/> must carry as <c>Authorization: Bearer ...</c>, at least 16 characters. Empty, the default: all are refused.</summary>
    public string AdminKey { get; set; } = "";

    /// <summary>How often a line about the relay's state is logged, one second or more; zero: never. Default one minute.</summary>
    public TimeSpan HealthInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How much is held and forwarded.</summary>
    public RelayLimits Limits { get; set; } = new();

    /// <summary>Sessions that are open from the start and never end.</summary>
    public IList<FixedSession> Sessions { get; } = [];

    /// <summary>A session by configuration.</summary>
    public sealed class FixedSession
    {
        /// <summary>The session's number, not 0.</summary>
        public uint SessionId { get; set; }

        /// <summary>The game server's number.</summary>
        public uint ServerUserId { get; set; }

        /// <summary>The players' numbers.</summary>
        public IList<uint> UserIds { get; } = [];
    }
}
