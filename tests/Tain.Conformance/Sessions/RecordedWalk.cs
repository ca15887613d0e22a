using System.Numerics;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>Where the recorded client took its player: the sums of the steps that it sent, in whole centimetres, in which they travel.</summary>
internal sealed class RecordedWalk
{
    private const float Precision = 0.01f;

    private readonly Dictionary<double, Vector3> _places = [];

    /// <param name="session">The recording.</param>
    /// <param name="until">The last frame of the client that counts.</param>
    public RecordedWalk(RecordedSession session, double until = double.PositiveInfinity)
    {
        Vector3Long quantized = Vector3Long.zero;
        foreach (SessionBatch batch in session.FromClient.Where(batch => batch.Timestamp <= until))
        {
            new SentPacket(0, batch.Channel, batch.Bytes).ForEach<EntityStateMessage>((message, _) =>
            {
                quantized = PlaceIn(message, quantized);
                LastPlace = new Vector3(quantized.x, quantized.y, quantized.z) * Precision;
                _places.Add(batch.Timestamp, LastPlace);
            });
        }
    }

    /// <summary>Where it ended.</summary>
    public Vector3 LastPlace { get; private set; }

    /// <summary>Where it was in a frame of the client, if it told.</summary>
    public Vector3? PlaceAt(double frame) => _places.TryGetValue(frame, out Vector3 place) ? place : null;

    // Mask, length, then how far it went.
    private static Vector3Long PlaceIn(EntityStateMessage message, Vector3Long before)
    {
        var payload = new NetworkReader(message.payload);
        Assert.Equal(0b10UL, payload.ReadVarULong());
        payload.ReadByte();
        return DeltaCompression.Decompress(payload, before);
    }
}
