using System.Numerics;

namespace Tain;

/// <summary>
/// What <see cref="NetworkTransformUnreliable"/> sends: the parts of a transform that changed, absolute, so that a lost packet is healed by the next one.
/// </summary>
/// <remarks>
/// Wire, little endian: u8 flags; f32 for each Pos flag; with CompressRot and any Rot flag a u32 packed quaternion, else an f32 angle for each Rot flag;
/// with Scale three f32. Docs: docs/mirror/wire-messages.md 8.2.
/// </remarks>
[WireName("Mirror.SyncData")]
public struct SyncData
{
    /// <summary>Which parts are meant.</summary>
    public Changed changedDataByte;

    /// <summary>The position; axes without flag mean nothing.</summary>
    public Vector3 position;

    /// <summary>The rotation.</summary>
    public Quaternion quatRotation;

    /// <summary>The rotation as angles in degrees, when it is not sent as a packed quaternion.</summary>
    public Vector3 vecRotation;

    /// <summary>The scale.</summary>
    public Vector3 scale;

    /// <summary>Takes the parts from a snapshot.</summary>
    public SyncData(Changed changed, in TransformSnapshot snapshot)
    {
        changedDataByte = changed;
        position = snapshot.position;
        quatRotation = snapshot.rotation;
        vecRotation = (changed & Changed.CompressRot) == 0 && (changed & Changed.Rot) != 0 ? snapshot.rotation.eulerAngles : Vector3.Zero;
        scale = snapshot.scale;
    }

    /// <summary>
    /// Fills what was not sent with what was there before, so that the rest of the code sees a whole transform.
    /// </summary>
    /// <param name="before">The newest transform that is known.</param>
    internal void Complete(in TransformSnapshot before)
    {
        if ((changedDataByte & Changed.PosX) == 0) position.X = before.position.X;
        if ((changedDataByte & Changed.PosY) == 0) position.Y = before.position.Y;
        if ((changedDataByte & Changed.PosZ) == 0) position.Z = before.position.Z;
        if ((changedDataByte & Changed.Scale) == 0) scale = before.scale;
        CompleteRotation(before.rotation);
    }

    private void CompleteRotation(Quaternion before)
    {
        if ((changedDataByte & Changed.CompressRot) != 0)
        {
            if ((changedDataByte & Changed.RotX) == 0) quatRotation = before;
            return;
        }
        if ((changedDataByte & Changed.Rot) == 0)
        {
            quatRotation = before;
            return;
        }
        Vector3 known = before.eulerAngles;
        if ((changedDataByte & Changed.RotX) == 0) vecRotation.X = known.X;
        if ((changedDataByte & Changed.RotY) == 0) vecRotation.Y = known.Y;
        if ((changedDataByte & Changed.RotZ) == 0) vecRotation.Z = known.Z;
        quatRotation = Quaternion.Euler(vecRotation);
    }

    /// <summary>False for what would poison every computation it enters. Only a broken or hostile sender sends it.</summary>
    internal readonly bool IsFinite =>
        IsFiniteVector(position) && IsFiniteVector(vecRotation) && IsFiniteVector(scale) && float.IsFinite(quatRotation.LengthSquared());

    private static bool IsFiniteVector(Vector3 value) => float.IsFinite(value.X) && float.IsFinite(value.Y) && float.IsFinite(value.Z);
}
