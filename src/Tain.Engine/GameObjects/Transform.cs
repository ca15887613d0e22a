using System.Numerics;

namespace Tain;

/// <summary>Position, rotation and scale of an object relative to its parent, and seen from the world.</summary>
/// <remarks>
/// World values are computed from the local ones when they are asked for, so nothing can be out of date; the cost is the depth of the object, and
/// a root answers at once. Axes are Unity's: x right, y up, z forward; angles are degrees. A rotated child of a parent with unequal scales would be
/// sheared; as in Unity, rotation ignores that and <see cref="lossyScale"/> is the nearest scale along the object's own axes.
/// </remarks>
public sealed partial class Transform : Component
{
    // A few times what rounding makes of a rotation that was just given its length.
    private const float UnitTolerance = 4e-7f;

    private Vector3 _localPosition;
    private Quaternion _localRotation = Quaternion.Identity;
    private Vector3 _localScale = Vector3.One;

    internal Transform()
    {
    }

    /// <summary>Position relative to the parent.</summary>
    public Vector3 localPosition
    {
        get => _localPosition;
        set
        {
            Vector3 before = _localPosition;
            _localPosition = value;
            hasChanged = true;
            if (IsWatched && before != value) TellWatches();
        }
    }

    /// <summary>Rotation relative to the parent. The zero quaternion, which is no rotation at all, counts as identity.</summary>
    public Quaternion localRotation
    {
        get => _localRotation;
        set
        {
            Quaternion before = _localRotation;
            _localRotation = Unit(value);
            hasChanged = true;
            if (IsWatched && before != _localRotation) TellWatches();
        }
    }

    /// <summary>Scale relative to the parent.</summary>
    public Vector3 localScale
    {
        get => _localScale;
        set
        {
            Vector3 before = _localScale;
            _localScale = value;
            hasChanged = true;
            if (IsWatched && before != value) TellWatches();
        }
    }

    /// <summary>Set to true by every change of position, rotation, scale or parent of this object (not of its parents); the user resets it.</summary>
    public bool hasChanged { get; set; } = true;

    /// <summary>Position in the world.</summary>
    public Vector3 position
    {
        get => parent is null ? _localPosition : parent.TransformPoint(_localPosition);
        set => localPosition = parent is null ? value : parent.InverseTransformPoint(value);
    }

    /// <summary>Rotation in the world.</summary>
    public Quaternion rotation
    {
        get
        {
            Quaternion result = _localRotation;
            for (Transform? at = parent; at is not null; at = at.parent) result = at._localRotation * Mirror(result, at._localScale);
            return result;
        }
        set => localRotation = parent is null ? value : parent.ToLocalRotation(value);
    }

    /// <summary>Rotation relative to the parent as angles in degrees, applied in the order z, x, y.</summary>
    public Vector3 localEulerAngles
    {
        get => _localRotation.eulerAngles;
        set => localRotation = Quaternion.Euler(value);
    }

    /// <summary>Rotation in the world as angles in degrees, applied in the order z, x, y.</summary>
    public Vector3 eulerAngles
    {
        get => rotation.eulerAngles;
        set => rotation = Quaternion.Euler(value);
    }

    /// <summary>Scale in the world along the object's own axes; exact unless a rotated child has a parent with unequal scales.</summary>
    public Vector3 lossyScale => parent is null ? _localScale : ScaleAlong(rotation);

    /// <summary>The direction of the object's z axis in the world. Setting it turns the object, with y as near to up as possible.</summary>
    public Vector3 forward
    {
        get => Vector3.Transform(Vector3.UnitZ, rotation);
        set => rotation = Quaternion.LookRotation(value, Vector3.UnitY);
    }

    /// <summary>The direction of the object's x axis in the world.</summary>
    public Vector3 right
    {
        get => Vector3.Transform(Vector3.UnitX, rotation);
        set => rotation = Quaternion.FromToRotation(Vector3.UnitX, value);
    }

    /// <summary>The direction of the object's y axis in the world.</summary>
    public Vector3 up
    {
        get => Vector3.Transform(Vector3.UnitY, rotation);
        set => rotation = Quaternion.FromToRotation(Vector3.UnitY, value);
    }

    /// <summary>Takes a point of this object's space to the world, in the row vector convention of System.Numerics.</summary>
    public Matrix4x4 localToWorldMatrix => parent is null ? LocalMatrix() : LocalMatrix() * parent.localToWorldMatrix;

    /// <summary>Takes a point of the world to this object's space; all zero if a scale is zero.</summary>
    public Matrix4x4 worldToLocalMatrix => Matrix4x4.Invert(localToWorldMatrix, out Matrix4x4 inverse) ? inverse : default;

    /// <summary>Sets position and rotation in the world.</summary>
    public void SetPositionAndRotation(Vector3 position, Quaternion rotation)
    {
        this.position = position;
        this.rotation = rotation;
    }

    /// <summary>Sets position and rotation relative to the parent.</summary>
    public void SetLocalPositionAndRotation(Vector3 localPosition, Quaternion localRotation)
    {
        this.localPosition = localPosition;
        this.localRotation = localRotation;
    }

    /// <summary>Reads position and rotation in the world.</summary>
    public void GetPositionAndRotation(out Vector3 position, out Quaternion rotation)
    {
        position = this.position;
        rotation = this.rotation;
    }

    /// <summary>Reads position and rotation relative to the parent.</summary>
    public void GetLocalPositionAndRotation(out Vector3 localPosition, out Quaternion localRotation)
    {
        localPosition = _localPosition;
        localRotation = _localRotation;
    }

    /// <summary>Takes a point of this object's space to the world.</summary>
    public Vector3 TransformPoint(Vector3 point)
    {
        for (Transform? at = this; at is not null; at = at.parent)
        {
            point = Vector3.Transform(point * at._localScale, at._localRotation) + at._localPosition;
        }
        return point;
    }

    /// <summary>Takes a point of the world to this object's space. Along an axis of scale zero the answer is zero.</summary>
    public Vector3 InverseTransformPoint(Vector3 point)
    {
        if (parent is not null) point = parent.InverseTransformPoint(point);
        return Unscale(Vector3.Transform(point - _localPosition, Quaternion.Conjugate(_localRotation)), _localScale);
    }

    /// <summary>Takes an offset of this object's space to the world, scaled as points are.</summary>
    public Vector3 TransformVector(Vector3 vector)
    {
        for (Transform? at = this; at is not null; at = at.parent) vector = Vector3.Transform(vector * at._localScale, at._localRotation);
        return vector;
    }

    /// <summary>Takes an offset of the world to this object's space, scaled as points are.</summary>
    public Vector3 InverseTransformVector(Vector3 vector)
    {
        if (parent is not null) vector = parent.InverseTransformVector(vector);
        return Unscale(Vector3.Transform(vector, Quaternion.Conjugate(_localRotation)), _localScale);
    }

    /// <summary>Takes a direction of this object's space to the world; the length stays.</summary>
    public Vector3 TransformDirection(Vector3 direction) => Vector3.Transform(direction, rotation);

    /// <summary>Takes a direction of the world to this object's space; the length stays.</summary>
    public Vector3 InverseTransformDirection(Vector3 direction) => Vector3.Transform(direction, Quaternion.Conjugate(rotation));

    /// <summary>Moves the object.</summary>
    /// <param name="translation">By how much.</param>
    /// <param name="relativeTo">Along whose axes.</param>
    public void Translate(Vector3 translation, Space relativeTo = Space.Self) =>
        position += relativeTo == Space.Self ? TransformDirection(translation) : translation;

    /// <summary>Moves the object along its own axes.</summary>
    public void Translate(float x, float y, float z) => Translate(new Vector3(x, y, z));

    /// <summary>Turns the object by angles in degrees, applied in the order z, x, y.</summary>
    public void Rotate(Vector3 eulers, Space relativeTo = Space.Self) => Turn(Quaternion.Euler(eulers), relativeTo);

    /// <summary>Turns the object about its own axes by angles in degrees, applied in the order z, x, y.</summary>
    public void Rotate(float x, float y, float z) => Rotate(new Vector3(x, y, z));

    /// <summary>Turns the object about an axis by an angle in degrees.</summary>
    public void Rotate(Vector3 axis, float angle, Space relativeTo = Space.Self) => Turn(Quaternion.AngleAxis(angle, axis), relativeTo);

    /// <summary>Moves the object on a circle about an axis through a point of the world, by an angle in degrees, and turns it by the same angle.</summary>
    public void RotateAround(Vector3 point, Vector3 axis, float angle)
    {
        Quaternion turn = Quaternion.AngleAxis(angle, axis);
        position = point + Vector3.Transform(position - point, turn);
        rotation = turn * rotation;
    }

    /// <summary>Turns the object so that its z axis points at a place in the world.</summary>
    public void LookAt(Vector3 worldPosition, Vector3? worldUp = null) =>
        rotation = Quaternion.LookRotation(worldPosition - position, worldUp ?? Vector3.UnitY);

    /// <summary>Turns the object so that its z axis points at another object.</summary>
    public void LookAt(Transform target, Vector3? worldUp = null) => LookAt(target.position, worldUp);

    private void Turn(Quaternion turn, Space relativeTo)
    {
        if (relativeTo == Space.Self) localRotation = _localRotation * turn;
        else rotation = turn * rotation;
    }

    // A turn on top of a turn is a little longer or shorter than one, always to the same side: what spins for hours would grow, and everything below it.
    // What has its length already stays as it is, to the last bit.
    private static Quaternion Unit(Quaternion value)
    {
        float length = value.LengthSquared();
        if (MathF.Abs(length - 1) <= UnitTolerance) return value;
        if (float.IsNormal(length)) return Quaternion.Normalize(value);
        return length < 1 ? Quaternion.Identity : value;
    }

    private Quaternion ToLocalRotation(Quaternion world)
    {
        if (parent is not null) world = parent.ToLocalRotation(world);
        return Mirror(Quaternion.Conjugate(_localRotation) * world, _localScale);
    }

    private Matrix4x4 LocalMatrix() =>
        Matrix4x4.CreateScale(_localScale) * Matrix4x4.CreateFromQuaternion(_localRotation) * Matrix4x4.CreateTranslation(_localPosition);

    // The length of the world image of each own axis, measured along the own axis itself: the diagonal of rotation^-1 * (rotation, scale and shear).
    private Vector3 ScaleAlong(Quaternion worldRotation)
    {
        Quaternion back = Quaternion.Conjugate(worldRotation);
        return new Vector3(
            Vector3.Transform(TransformVector(Vector3.UnitX), back).X,
            Vector3.Transform(TransformVector(Vector3.UnitY), back).Y,
            Vector3.Transform(TransformVector(Vector3.UnitZ), back).Z);
    }

    // A rotation seen in a mirror: a parent with a negative scale turns the sense of rotation about the other two axes. Its own inverse.
    private static Quaternion Mirror(Quaternion rotation, Vector3 scale)
    {
        float x = float.IsNegative(scale.X) ? -1 : 1;
        float y = float.IsNegative(scale.Y) ? -1 : 1;
        float z = float.IsNegative(scale.Z) ? -1 : 1;
        return new Quaternion(rotation.X * (y * z), rotation.Y * (x * z), rotation.Z * (x * y), rotation.W);
    }

    private static Vector3 Unscale(Vector3 value, Vector3 scale) => new(
        scale.X == 0 ? 0 : value.X / scale.X,
        scale.Y == 0 ? 0 : value.Y / scale.Y,
        scale.Z == 0 ? 0 : value.Z / scale.Z);
}
