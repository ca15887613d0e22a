using System.Numerics;

namespace Tain;

/// <summary>Finds what has to be sent: which parts of a transform differ from what was sent last. Small differences wait until they have grown.</summary>
internal static class TransformDifference
{
    /// <summary>The axes on which two positions differ by more than a distance.</summary>
    public static Changed OfPosition(Vector3 sent, Vector3 now, float sensitivity)
    {
        if (Vector3.DistanceSquared(sent, now) <= sensitivity * sensitivity) return Changed.None;
        return OfAxes(sent, now, sensitivity, Changed.PosX, Changed.PosY, Changed.PosZ);
    }

    /// <summary>All axes, if two rotations differ by more than an angle in degrees.</summary>
    public static Changed OfRotation(Quaternion sent, Quaternion now, float sensitivity) =>
        Quaternion.Angle(sent, now) > sensitivity ? Changed.Rot : Changed.None;

    /// <summary>The axes on which the angles of two rotations differ by more than an angle in degrees.</summary>
    public static Changed OfAngles(Quaternion sent, Quaternion now, float sensitivity) =>
        OfAxes(sent.eulerAngles, now.eulerAngles, sensitivity, Changed.RotX, Changed.RotY, Changed.RotZ);

    /// <summary>All axes, if two scales differ by more than a length.</summary>
    public static Changed OfScale(Vector3 sent, Vector3 now, float sensitivity) =>
        Vector3.DistanceSquared(sent, now) > sensitivity * sensitivity ? Changed.Scale : Changed.None;

    /// <summary>Takes over the parts that were sent. The others keep adding up until they are worth sending.</summary>
    public static void Remember(ref TransformSnapshot sent, in TransformSnapshot now, Changed changed)
    {
        if ((changed & Changed.PosX) != 0) sent.position.X = now.position.X;
        if ((changed & Changed.PosY) != 0) sent.position.Y = now.position.Y;
        if ((changed & Changed.PosZ) != 0) sent.position.Z = now.position.Z;
        if ((changed & Changed.Scale) != 0) sent.scale = now.scale;
        if ((changed & Changed.CompressRot) == 0) RememberAngles(ref sent.rotation, now.rotation, changed);
        else if ((changed & Changed.Rot) != 0) sent.rotation = now.rotation;
    }

    private static void RememberAngles(ref Quaternion sent, Quaternion now, Changed changed)
    {
        if ((changed & Changed.Rot) == 0) return;
        if ((changed & Changed.Rot) == Changed.Rot)
        {
            sent = now;
            return;
        }
        Vector3 angles = sent.eulerAngles;
        Vector3 newer = now.eulerAngles;
        if ((changed & Changed.RotX) != 0) angles.X = newer.X;
        if ((changed & Changed.RotY) != 0) angles.Y = newer.Y;
        if ((changed & Changed.RotZ) != 0) angles.Z = newer.Z;
        sent = Quaternion.Euler(angles);
    }

    private static Changed OfAxes(Vector3 sent, Vector3 now, float sensitivity, Changed x, Changed y, Changed z)
    {
        Vector3 difference = Vector3.Abs(sent - now);
        Changed changed = Changed.None;
        if (difference.X > sensitivity) changed |= x;
        if (difference.Y > sensitivity) changed |= y;
        if (difference.Z > sensitivity) changed |= z;
        return changed;
    }
}
