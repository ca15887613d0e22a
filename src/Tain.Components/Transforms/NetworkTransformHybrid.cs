namespace Tain;

/// <summary>
/// A <see cref="NetworkTransformBase"/> that sends small differences that may be lost, and now and then the whole place, which is not. Fast movement on bad lines
/// at the size of <see cref="NetworkTransformReliable"/>, and nothing stays wrong for longer than a baseline.
/// </summary>
/// <remarks>
/// Wire: whole: position 3 f32, rotation 4 f32, scale 3 f32, each if sent. Difference to the last whole: position 3 VarInt steps, rotation u32 packed or 4 VarInt
/// steps, scale 3 VarInt steps. The rate of baselines is <see cref="NetworkServerOptions.unreliableBaselineRate"/>. Docs: docs/mirror/wire-messages.md 8.3.
/// </remarks>
[WireName("Mirror.NetworkTransformHybrid")]
public class NetworkTransformHybrid : DeltaNetworkTransform
{
    /// <summary>The step of the components of a rotation that is not compressed. The same on all sides, and not 0.</summary>
    public float rotationPrecision = 0.001f;

    /// <summary>
    /// Whether a client that begins to see the object late is told the last baseline, to which the differences go, so that those who saw it before can still use them.
    /// Mirror tells it the place of the moment, which moves the base of everybody's differences; early observers see the object at an offset until the next baseline.
    /// </summary>
    public bool keepBaseline = true;

    private protected override bool DifferencesAddUp => false;

    private protected override bool RepeatsToLateObservers => keepBaseline;

    private protected override float RotationStep => compressRotation ? 0 : rotationPrecision;

    /// <inheritdoc/>
    protected override void Configure()
    {
        syncMethod = SyncMethod.Hybrid;
        base.Configure();
        if (syncRotation && !compressRotation) CheckPrecision(nameof(rotationPrecision), rotationPrecision);
    }

    // Changes are looked for in every frame; how often they are sent is up to the sync interval.
    private protected override bool IsSendDue() => true;

    private protected override void WriteWhole(NetworkWriter writer, in TransformSnapshot place)
    {
        if (syncPosition) writer.WriteVector3(place.position);
        if (syncRotation) writer.WriteQuaternion(place.rotation);
        if (syncScale) writer.WriteVector3(place.scale);
    }

    private protected override void ReadWhole(NetworkReader reader, ref TransformSnapshot place)
    {
        if (syncPosition) place.position = reader.ReadVector3();
        if (syncRotation) place.rotation = reader.ReadQuaternion();
        if (syncScale) place.scale = reader.ReadVector3();
    }
}
