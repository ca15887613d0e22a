using Tain.Simulation;

namespace Tain.Simulate;

/// <summary>How large and how long a simulated match is.</summary>
internal sealed record MatchSettings
{
    public int Clients { get; init; } = 4;

    /// <summary>How long everybody plays before the match is left to settle.</summary>
    public TimeSpan PlayTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the worlds may take to become equal once nobody acts: time for a lost connection to be noticed (10 s), a new one, and repeats on a bad line.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How probable it is that the server has a player of its own.</summary>
    public double HostProbability { get; init; } = 0.3;

    /// <summary>Whether the line changes its nature during the match. At the end it is <see cref="Profile"/> again.</summary>
    public bool ChangesWeather { get; init; } = true;

    public LinkProfile Profile { get; init; } = LinkProfile.BadMobile;
}
