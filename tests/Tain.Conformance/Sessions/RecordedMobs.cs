using System.Numerics;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// What the recorded server's script did to its three mobs: they walk on one circle of radius 10, an angle of 1 per second, and count about four times a second.
/// The script added up frame times that nobody recorded, so the exact places are taken from the calls of the unreliable mob, which tell them as they are; what the
/// other two mobs make of them is up to the library. The counts are those of the reliable mob.
/// </summary>
internal sealed class RecordedMobs
{
    public const float Radius = 10;
    private const uint Reliable = 1, Unreliable = 2;
    private const ushort Sync = 57448;

    private readonly Dictionary<double, Vector3> _places = [];
    private readonly Dictionary<double, int> _counts = [];

    public RecordedMobs(RecordedSession session)
    {
        foreach (SessionBatch batch in session.FromServer)
        {
            var packet = new SentPacket(0, batch.Channel, batch.Bytes);
            packet.ForEach<SpawnMessage>((message, _) =>
            {
                if (message.netId == Reliable) SetOut(batch.Timestamp, message);
            });
            packet.ForEach<RpcMessage>((message, _) =>
            {
                if (message.netId == Unreliable && message.functionHash == Sync) _places[batch.Timestamp] = PlaceIn(message, batch.Timestamp);
            });
            packet.ForEach<EntityStateMessage>((message, _) =>
            {
                if (message.netId == Reliable && CountIn(message) is { } count) _counts[batch.Timestamp] = count;
            });
        }
    }

    /// <summary>The frame in which the client got the world; until then the mobs had come to <see cref="FirstPlace"/> and <see cref="FirstCount"/>.</summary>
    public double FirstFrame { get; private set; }

    public Vector3 FirstPlace { get; private set; }

    public int FirstCount { get; private set; }

    /// <summary>Where they went in a frame, if anything was sent in it.</summary>
    public Vector3? PlaceAt(double frame) => _places.TryGetValue(frame, out Vector3 place) ? place : null;

    /// <summary>To what they counted in a frame.</summary>
    public int? CountAt(double frame) => _counts.TryGetValue(frame, out int count) ? count : null;

    /// <summary>Where the circle is at a time.</summary>
    public static Vector3 OnCircle(double time) => new((float)(Radius * Math.Sin(time)), 0, (float)(Radius * Math.Cos(time)));

    // Initial state of the two components: mask, length, counter, heat; then the transform.
    private void SetOut(double frame, SpawnMessage message)
    {
        FirstFrame = frame;
        FirstPlace = message.position;
        var payload = new NetworkReader(message.payload);
        Assert.Equal(0b11UL, payload.ReadVarULong());
        payload.ReadByte();
        FirstCount = payload.ReadVarInt();
    }

    // An axis that is not sent has hardly moved.
    private static Vector3 PlaceIn(RpcMessage message, double frame)
    {
        var data = new NetworkReader(message.payload);
        byte flags = data.ReadByte();
        Vector3 place = OnCircle(frame);
        if ((flags & 1) != 0) place.X = data.ReadFloat();
        if ((flags & 2) != 0) place.Y = data.ReadFloat();
        if ((flags & 4) != 0) place.Z = data.ReadFloat();
        Assert.InRange(Vector3.Distance(OnCircle(frame), place), 0, 1e-4f);
        return place;
    }

    // Mask, then of the script: length, no collections, mask of SyncVars, counter, heat.
    private static int? CountIn(EntityStateMessage message)
    {
        var payload = new NetworkReader(message.payload);
        if ((payload.ReadVarULong() & 1) == 0) return null;
        payload.ReadByte();
        Assert.Equal(0UL, payload.ReadULong());
        Assert.Equal(0b11UL, payload.ReadVarULong());
        return payload.ReadVarInt();
    }
}
