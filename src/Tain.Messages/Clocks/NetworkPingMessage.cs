namespace Tain;

/// <summary>Asks the other side for its time; answered by a <see cref="NetworkPongMessage"/>. Wire: f64 localTime, f64 predictedTimeAdjusted; little endian.</summary>
/// <param name="localTime">The sender's clock.</param>
/// <param name="predictedTimeAdjusted">The client's predicted server time; 0 from a server.</param>
[WireName("Mirror.NetworkPingMessage")]
public struct NetworkPingMessage(double localTime, double predictedTimeAdjusted) : NetworkMessage
{
    /// <summary>The sender's clock in seconds.</summary>
    public double localTime = localTime;

    /// <summary>Where the client believes the server's clock to be, in seconds; 0 from a server.</summary>
    public double predictedTimeAdjusted = predictedTimeAdjusted;

    internal static void Write(NetworkWriter writer, NetworkPingMessage message)
    {
        writer.WriteDouble(message.localTime);
        writer.WriteDouble(message.predictedTimeAdjusted);
    }

    internal static NetworkPingMessage Read(NetworkReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
