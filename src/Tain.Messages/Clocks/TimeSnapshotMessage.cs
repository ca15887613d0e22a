namespace Tain;

/// <summary>Tells the sender's game time; with the timestamp of its batch it is one <see cref="TimeSnapshot"/>. Wire: f64 scaledTime, little endian.</summary>
/// <param name="scaledTime">The sender's game time.</param>
[WireName("Mirror.TimeSnapshotMessage")]
public struct TimeSnapshotMessage(double scaledTime) : NetworkMessage
{
    /// <summary>The sender's game time in seconds: its clock, but slowed, stopped or hastened by its time scale.</summary>
    public double scaledTime = scaledTime;

    internal static void Write(NetworkWriter writer, TimeSnapshotMessage message) => writer.WriteDouble(message.scaledTime);

    internal static TimeSnapshotMessage Read(NetworkReader reader) => new(reader.ReadDouble());
}
