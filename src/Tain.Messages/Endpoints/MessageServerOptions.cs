namespace Tain.Messages;

/// <summary>How a server behaves. The defaults are Mirror's.</summary>
public class MessageServerOptions : EndpointOptions
{
    /// <summary>How many connections there may be, the host's own included.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>After how many seconds without a message a connection is ended; 0 is never. Pings are messages, so a client that lives is never silent.</summary>
    public double InactivityTimeoutSeconds { get; init; }
}
