using System.Numerics;

namespace Tain;

// The differences, written and read; and what is done with a place that was read.
public abstract partial class DeltaNetworkTransform
{
    /// <summary>Takes movement from the owner, on the server. Null is what is not sent.</summary>
    /// <param name="position">The position.</param>
    /// <param name="rotation">The rotation.</param>
    /// <param name="scale">The scale.</param>
    protected virtual void OnClientToServerSync(Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        if (syncDirection != SyncDirection.ClientToServer || connectionToClient is not { } owner) return;
        Keep(serverSnapshots, owner.remoteTimeStamp, position, rotation, scale);
    }

    /// <summary>Takes movement from the server, on a client. Null is what is not sent.</summary>
    /// <param name="position">The position.</param>
    /// <param name="rotation">The rotation.</param>
    /// <param name="scale">The scale.</param>
    protected virtual void OnServerToClientSync(Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        // Who moves an object himself knows better than what comes back.
        if (IsClientWithAuthority || NetworkClient.connection is not { } server) return;
        Keep(clientSnapshots, server.remoteTimeStamp, position, rotation, scale);
    }

    private void WriteDifference(NetworkWriter writer, in TransformSnapshot now)
    {
        if (syncPosition) DeltaCompression.Compress(writer, _toldSteps.Position, PlaceSteps.Of(now.position, positionPrecision));
        if (syncRotation) WriteRotation(writer, now.rotation);
        if (syncScale) DeltaCompression.Compress(writer, _toldSteps.Scale, PlaceSteps.Of(now.scale, scalePrecision));
    }

    // The steps are kept as they were counted. From the floats that they stand for, the largest could not be found again.
    private void ReadDifference(NetworkReader reader, ref PlaceSteps steps, ref TransformSnapshot place)
    {
        if (syncPosition)
        {
            steps.Position = DeltaCompression.Decompress(reader, steps.Position);
            place.position = Compression.ScaleToFloat(steps.Position, positionPrecision);
        }
        if (syncRotation) place.rotation = ReadRotation(reader, ref steps);
        if (syncScale)
        {
            steps.Scale = DeltaCompression.Decompress(reader, steps.Scale);
            place.scale = Compression.ScaleToFloat(steps.Scale, scalePrecision);
        }
    }

    private void WriteRotation(NetworkWriter writer, Quaternion rotation)
    {
        if (compressRotation) writer.WriteUInt(Compression.CompressQuaternion(rotation));
        else if (RotationStep > 0) DeltaCompression.Compress(writer, _toldSteps.Rotation, PlaceSteps.Of(rotation, RotationStep));
        else writer.WriteQuaternion(rotation);
    }

    private Quaternion ReadRotation(NetworkReader reader, ref PlaceSteps steps)
    {
        if (compressRotation) return Compression.DecompressQuaternion(reader.ReadUInt());
        if (RotationStep <= 0) return reader.ReadQuaternion();
        steps.Rotation = DeltaCompression.Decompress(reader, steps.Rotation);
        Quaternion rotation = Compression.ScaleToFloat(steps.Rotation, RotationStep);
        return rotation == default ? Quaternion.Identity : Quaternion.Normalize(rotation);
    }

    private void Keep(SnapshotBuffer<TransformSnapshot> snapshots, double timeStamp, Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        double interval = SendInterval * sendIntervalMultiplier;
        if (onlySyncOnChange && snapshots.Count == 1 && ShowAt(timeStamp) - snapshots[0].remoteTime >= interval * onlySyncOnChangeCorrectionMultiplier)
        {
            snapshots.Clear();
            AddSnapshot(snapshots, timeStamp - interval, GetPosition(), GetRotation(), GetScale());
        }
        AddSnapshot(snapshots, timeStamp, position, rotation, scale);
    }
}
