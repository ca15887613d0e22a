namespace Tain;

/// <summary>Judges a connection from its measurements; pure functions, with Mirror's limits (docs/mirror/behaviour.md 20).</summary>
public static class ConnectionQualityHeuristics
{
    /// <summary>Judges by delay.</summary>
    /// <param name="rtt">The average round-trip time in seconds.</param>
    /// <param name="jitter">The variance of the round-trip time.</param>
    /// <returns>The best quality whose limits both hold.</returns>
    public static ConnectionQuality Simple(double rtt, double jitter)
    {
        if (rtt <= 0.1 && jitter <= 0.1) return ConnectionQuality.EXCELLENT;
        if (rtt <= 0.2 && jitter <= 0.2) return ConnectionQuality.GOOD;
        return rtt <= 0.4 && jitter <= 0.5 ? ConnectionQuality.FAIR : ConnectionQuality.POOR;
    }

    /// <summary>Judges by the buffer that interpolation needs: what the player sees, rather than what the network does.</summary>
    /// <param name="targetBufferTime">The buffer time of a perfect connection, in seconds.</param>
    /// <param name="currentBufferTime">The buffer time now, in seconds.</param>
    /// <returns>The best quality whose limit holds.</returns>
    public static ConnectionQuality Pragmatic(double targetBufferTime, double currentBufferTime)
    {
        double growth = currentBufferTime / targetBufferTime;
        if (growth <= 1.15) return ConnectionQuality.EXCELLENT;
        if (growth <= 1.25) return ConnectionQuality.GOOD;
        return growth <= 1.5 ? ConnectionQuality.FAIR : ConnectionQuality.POOR;
    }

    /// <summary>A color to show a quality in.</summary>
    /// <param name="quality">The quality.</param>
    /// <returns>From red over orange and yellow to green; gray while it is estimated.</returns>
    public static Color ColorCode(this ConnectionQuality quality) => quality switch
    {
        ConnectionQuality.POOR => new Color(1, 0, 0),
        ConnectionQuality.FAIR => new Color(1, 0.65f, 0),
        ConnectionQuality.GOOD => new Color(1, 1, 0),
        ConnectionQuality.EXCELLENT => new Color(0, 1, 0),
        _ => new Color(0.5f, 0.5f, 0.5f),
    };
}
