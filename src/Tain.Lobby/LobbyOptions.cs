namespace Tain.Lobbies;

/// <summary>The service's settings, section <c>Lobby</c>.</summary>
public sealed class LobbyOptions
{
    /// <summary>Where the service listens. Default <c>http://127.0.0.1:8891</c>; put a proxy with TLS in front of it, or name other addresses.</summary>
    public string Url { get; set; } = "http://127.0.0.1:8891";

    /// <summary>A PostgreSQL connection string; the tables are made by the service. Empty, the default: lobbies are kept in memory.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>A secret that every request must carry as <c>Authorization: Bearer ...</c>, for when only a backend of yours asks. Empty, the default: everybody may, as at Edgegap.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Addresses of proxies whose <c>X-Forwarded-For</c> is believed. Default none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Requests per second of one source (an IPv4 address, an IPv6 /64); four times as many may come at once. Default 50: ten players who poll.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Lobbies that one source may create per minute. Default 10.</summary>
    public int CreationsPerMinute { get; set; } = 10;

    /// <summary>A lobby that nobody touched, and whose relay session (if any) has ended, goes after so long. Default 10 minutes.</summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A lobby goes after so long whatever happens in it. Default one day.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often abandoned lobbies are looked for. Default one minute.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How large what is asked for may be.</summary>
    public LobbyLimits Limits { get; set; } = new();

    /// <summary>The relay.</summary>
    public RelayAccess Relay { get; set; } = new();

    /// <summary>How sessions are opened at a Tain.Relay.</summary>
    public sealed class RelayAccess
    {
        /// <summary>The relay's <c>Relay:AdminUrl</c>. Default <c>http://127.0.0.1:8890</c>.</summary>
        public string AdminUrl { get; set; } = "http://127.0.0.1:8890";

        /// <summary>The relay's <c>Relay:AdminKey</c>.</summary>
        public string AdminKey { get; set; } = "";

        /// <summary>The address at which players reach the relay. Empty, the default: what the relay says (<c>Relay:PublicHost</c>), else the host of <see cref="AdminUrl"/>.</summary>
        public string Host { get; set; } = "";

        /// <summary>How long the relay may take to answer. Default 5 s.</summary>
        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
    }
}
