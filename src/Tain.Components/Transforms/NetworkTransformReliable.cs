namespace Tain;

/// <summary>
/// A <see cref="NetworkTransformBase"/> that sends what changed as small differences that arrive for certain and in order. The smallest on the wire, and right for
/// what moves now and then; on a bad line a lost packet holds back those behind it.
/// </summary>
/// <remarks>
/// Wire: whole: position 3 f32, rotation u32 packed or 4 f32, scale 3 f32, each if sent. Difference to what was told last: position 3 VarInt steps, rotation as
/// in the whole, scale 3 VarInt steps. Docs: docs/mirror/wire-messages.md 8.1.
/// </remarks>
[WireName("Mirror.NetworkTransformReliable")]
public class NetworkTransformReliable : DeltaNetworkTransform
{
    private protected override bool DifferencesAddUp => true;

    /// <summary>Who was spared some differences is told the place that the others count from now.</summary>
    protected override bool canRepeatWhole => true;

    private protected override void WriteWhole(NetworkWriter writer, in TransformSnapshot place)
    {
        if (syncPosition) writer.WriteVector3(place.position);
        if (syncRotation && compressRotation) writer.WriteUInt(Compression.CompressQuaternion(place.rotation));
        else if (syncRotation) writer.WriteQuaternion(place.rotation);
        if (syncScale) writer.WriteVector3(place.scale);
    }

    private protected override void ReadWhole(NetworkReader reader, ref TransformSnapshot place)
    {
        if (syncPosition) place.position = reader.ReadVector3();
        if (syncRotation) place.rotation = compressRotation ? Compression.DecompressQuaternion(reader.ReadUInt()) : reader.ReadQuaternion();
        if (syncScale) place.scale = reader.ReadVector3();
    }
}
