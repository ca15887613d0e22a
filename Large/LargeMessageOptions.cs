namespace Tain.Messages;

/// <summary>
/// Limits of large messages: those that travel in parts because no packet holds them, see <see cref="MessageEndpoint{TConnection}.SendLarge{T}"/>. Set once per endpoint;
/// the two ends need not agree.
/// </summary>
public sealed class LargeMessageOptions
{
    private const int LeastPartBytes = 64;

    /// <summary>The largest message that is sent or taken, in bytes of content. A larger one is refused before its first part. Default 16 MB, the most that one array in a message may have.</summary>
    public int MaxBytes { get; init; } = NetworkReader.AllocationLimit;

    /// <summary>Memory for incomplete messages of all connections together, in bytes. A message for which there is none is refused. Default 256 MB.</summary>
    public long MaxIncomingBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes of content in one part, at least 64. Smaller where the transport's packets are. Default 16384.</summary>
    public int PartBytes { get; init; } = 16 * 1024;

    /// <summary>
    /// Bytes that are under way without the receiver's confirmation, at least one part. It bounds what large messages queue in front of others, and the speed: about
    /// this much per round trip and two ticks. Default 262144.
    /// </summary>
    public int WindowBytes { get; init; } = 256 * 1024;

    /// <summary>Messages that may wait behind the one that is being sent to a connection; one more throws. Default 16.</summary>
    public int MaxWaiting { get; init; } = 16;

    /// <summary>Seconds without a sign of the other side after which a message is given up, on either side. Above 0. Default 30.</summary>
    public double TimeoutSeconds { get; init; } = 30;

    internal void Validate()
    {
        AtLeast(MaxBytes, 1, nameof(MaxBytes));
        AtLeast(MaxIncomingBytes, 1, nameof(MaxIncomingBytes));
        AtLeast(PartBytes, LeastPartBytes, nameof(PartBytes));
        AtLeast(WindowBytes, PartBytes, nameof(WindowBytes));
        AtLeast(MaxWaiting, 1, nameof(MaxWaiting));
        if (!(TimeoutSeconds > 0)) throw new ArgumentOutOfRangeException(nameof(TimeoutSeconds), TimeoutSeconds, "LargeMessageOptions.TimeoutSeconds must be above 0.");
    }

    private static void AtLeast(long value, long least, string name)
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, value, $"LargeMessageOptions.{name} must be at least {least}.");
    }
}
