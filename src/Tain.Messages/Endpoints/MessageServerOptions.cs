namespace Tain.Messages;

/// <summary>How a server behaves. The defaults are Mirror's, and where Mirror has no limit, wide ones.</summary>
public class MessageServerOptions : EndpointOptions
{
    /// <summary>The <see cref="EndpointOptions.MaxMessagesPerSecond"/> of servers: 166 in each frame at 60 frames per second, which is far above what a game's client sends.</summary>
    public const int DefaultMaxMessagesPerSecond = 10_000;

    /// <summary>The default of <see cref="MaxMessagesPerTick"/>.</summary>
    public const int DefaultMaxMessagesPerTick = 1000;

    /// <summary>The default of <see cref="AuthenticationTimeoutSeconds"/>.</summary>
    public const double DefaultAuthenticationTimeoutSeconds = 30;

    /// <summary>The default of <see cref="ReceivePatienceSeconds"/>.</summary>
    public const double DefaultReceivePatienceSeconds = 0.02;

    /// <summary>Makes options with the defaults of a server.</summary>
    public MessageServerOptions() => MaxMessagesPerSecond = DefaultMaxMessagesPerSecond;

    /// <summary>How many connections there may be, the host's own included.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>After how many seconds without a message a connection is ended; 0 is never. Pings are messages, so a client that lives is never silent.</summary>
    public double InactivityTimeoutSeconds { get; init; }

    /// <summary>
    /// After how many seconds a connection is ended on which nobody was authenticated; 0 is never. It counts only without
    /// <see cref="EndpointOptions.AuthenticateOnConnect"/>, and not while handling is paused.
    /// </summary>
    public double AuthenticationTimeoutSeconds { get; init; } = DefaultAuthenticationTimeoutSeconds;

    /// <summary>
    /// How many messages of one connection are handled in one Receive; 0 is no limit. The rest waits for the next in its order, within
    /// <see cref="EndpointOptions.MaxQueuedReceiveBytes"/>, so that one client that floods does not make the tick of all others long.
    /// </summary>
    public int MaxMessagesPerTick { get; init; } = DefaultMaxMessagesPerTick;

    /// <summary>
    /// After how many seconds within one Receive only eight messages of each connection are handled; 0 is never. The rest waits as with <see cref="MaxMessagesPerTick"/>, and the
    /// log names the connection. A client that calls often what is slow to handle so takes this time of a tick and no more, and who calls a few times is served in each.
    /// </summary>
    public double ReceivePatienceSeconds { get; init; } = DefaultReceivePatienceSeconds;

    internal override TickShare CreateShare() => new(MaxMessagesPerTick, ReceivePatienceSeconds, TimeProvider);
}
