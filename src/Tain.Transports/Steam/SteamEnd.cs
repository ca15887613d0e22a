namespace Tain.Transports;

/// <summary>Valve's numbers for why a connection ended: ranges, as with HTTP.</summary>
internal static class SteamEnd
{
    /// <summary>The application ended it, as is usual.</summary>
    public const int Goodbye = 1_000;

    /// <summary>Ours, in the application's usual range: the server is full.</summary>
    public const int Full = 1_001;

    /// <summary>The application ended it because something was wrong.</summary>
    public const int Misbehaved = 2_000;

    public const int RemoteTimeout = 4_001;
    public const int Timeout = 5_003;

    private const int UsualEnds = 1_000;
    private const int UnusualEnds = 2_000;

    /// <summary>Whether the application at either end meant it; 0 is what Fizzy gives.</summary>
    public static bool IsUsual(int reason) => reason is 0 or (>= UsualEnds and < UnusualEnds);

    /// <summary>The cause for the game.</summary>
    /// <param name="reason">Valve's number.</param>
    /// <param name="wasConnected">False when the connection was never made.</param>
    public static TransportError ErrorOf(int reason, bool wasConnected) => reason switch
    {
        RemoteTimeout or Timeout => TransportError.Timeout,
        _ when !wasConnected => TransportError.Refused,
        _ => TransportError.ConnectionClosed,
    };
}
