namespace Tain.Messages;

/// <summary>How a client behaves. The defaults are Mirror's.</summary>
public class MessageClientOptions : EndpointOptions
{
    /// <summary>From what the quality of the connection is judged.</summary>
    public ConnectionQualityMethod ConnectionQualityMethod { get; init; } = ConnectionQualityMethod.Simple;

    /// <summary>How often the quality of the connection is judged, in seconds.</summary>
    public double ConnectionQualityIntervalSeconds { get; init; } = 3;
}
