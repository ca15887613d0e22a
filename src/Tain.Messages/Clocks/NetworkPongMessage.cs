namespace Tain;

/// <summary>Answers a <see cref="NetworkPingMessage"/>. Wire: f64 localTime, f64 predictionErrorUnadjusted, f64 predictionErrorAdjusted; little endian.</summary>
/// <param name="localTime">The time that the ping carried.</param>
/// <param name="predictionErrorUnadjusted">How far the server's clock is ahead of the client's.</param>
/// <param name="predictionErrorAdjusted">How far the server's clock is ahead of the client's prediction of it.</param>
[WireName("Mirror.NetworkPongMessage")]
public struct NetworkPongMessage(double localTime, double predictionErrorUnadjusted, double predictionErrorAdjusted) : NetworkMessage
{
    /// <summary>The time that the ping carried, in seconds of the pinging side's clock.</summary>
    public double localTime = localTime;

    /// <summary>How far the server's clock was ahead of the client's when the ping arrived, in seconds; 0 from a client.</summary>
    public double predictionErrorUnadjusted = predictionErrorUnadjusted;

    /// <summary>How far the server's clock was ahead of the client's prediction, in seconds; 0 from a client.</summary>
    public double predictionErrorAdjusted = predictionErrorAdjusted;

    internal static void Write(NetworkWriter writer, NetworkPongMessage message)
    {
        writer.WriteDouble(message.localTime);
        writer.WriteDouble(message.predictionErrorUnadjusted);
        writer.WriteDouble(message.predictionErrorAdjusted);
    }

    internal static NetworkPongMessage Read(NetworkReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
