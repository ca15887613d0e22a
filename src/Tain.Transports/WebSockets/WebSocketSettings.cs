namespace Tain.Transports;

/// <summary>The checks that the descriptions of both WebSocket roles share. Each message names the property and its range.</summary>
internal static class WebSocketSettings
{
    /// <summary>The largest message that can be allowed, in bytes.</summary>
    public const int LargestMessageBytes = 256 * 1024 * 1024;

    /// <summary>The largest queue, in bytes.</summary>
    public const int LargestQueueBytes = 1 << 30;

    // Timers of the system take no more.
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Checks a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1 or above the most.</exception>
    public static void InRange(string description, string name, int value, int most)
    {
        if (value < 1 || value > most) throw new ArgumentOutOfRangeException(name, value, $"{description}.{name} must be 1 to {most}.");
    }

    /// <summary>Checks a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below the least or longer than a timer can be.</exception>
    public static void InRange(string description, string name, TimeSpan value, TimeSpan least)
    {
        if (value < least || value > MostTime) throw new ArgumentOutOfRangeException(name, value, $"{description}.{name} must be {least} to {MostTime}.");
    }

    /// <summary>Checks a path.</summary>
    /// <exception cref="ArgumentException">It does not begin with a slash.</exception>
    public static void IsPath(string description, string name, string value)
    {
        if (string.IsNullOrEmpty(value) || value[0] != '/' || value.AsSpan().ContainsAny('?', '#'))
            throw new ArgumentException($"{description}.{name} must begin with '/' and have no '?' and no '#', not be '{value}'.", name);
    }

    /// <summary>Checks fingerprints.</summary>
    /// <exception cref="ArgumentException">One is no SHA-256.</exception>
    public static void AreFingerprints(string description, string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            if (ServerTrust.TryNormalize(value) == null)
                throw new ArgumentException($"{description}.{name} must be SHA-256 fingerprints of 64 hexadecimal digits; '{value}' is none.", name);
        }
    }
}
