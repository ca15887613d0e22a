using Tain.Transports;

namespace Tain.Conformance.Kit;

/// <summary>One batch that left: on a server the connection it went to, on a client 0.</summary>
internal sealed record SentPacket(int Connection, Channel Channel, byte[] Batch)
{
    /// <summary>The messages with one of these ids, in hexadecimal. Pings and time snapshots come and go with the clock.</summary>
    public static IEnumerable<string> Messages(byte[] batch, params ushort[] ids)
    {
        var reader = new NetworkReader(batch);
        reader.Position = sizeof(double);
        while (reader.Remaining > 0)
        {
            byte[] message = reader.ReadBytes((int)reader.ReadVarUInt());
            if (ids.Contains(BitConverter.ToUInt16(message))) yield return Convert.ToHexStringLower(message);
        }
    }
}
