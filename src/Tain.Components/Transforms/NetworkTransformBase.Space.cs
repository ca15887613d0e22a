using System.Numerics;

namespace Tain;

// Reading and moving the target, in the coordinate space that is sent.
public abstract partial class NetworkTransformBase
{
    /// <summary>The position in the coordinate space.</summary>
    protected virtual Vector3 GetPosition() => coordinateSpace == CoordinateSpace.Local ? target.localPosition : target.position;

    /// <summary>The rotation in the coordinate space.</summary>
    protected virtual Quaternion GetRotation() => coordinateSpace == CoordinateSpace.Local ? target.localRotation : target.rotation;

    /// <summary>The scale.</summary>
    protected virtual Vector3 GetScale() => coordinateSpace == CoordinateSpace.Local ? target.localScale : target.lossyScale;

    /// <summary>Moves the target in the coordinate space.</summary>
    protected virtual void SetPosition(Vector3 position)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localPosition = position;
        else target.position = position;
    }

    /// <summary>Turns the target in the coordinate space.</summary>
    protected virtual void SetRotation(Quaternion rotation)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localRotation = rotation;
        else target.rotation = rotation;
    }

    /// <summary>Scales the target. A world scale cannot be set.</summary>
    protected virtual void SetScale(Vector3 scale)
    {
        if (coordinateSpace == CoordinateSpace.Local) target.localScale = scale;
    }

    /// <summary>The transform as it is now.</summary>
    protected virtual TransformSnapshot Construct() => new(NetworkTime.localTime, 0, GetPosition(), GetRotation(), GetScale());

    /// <summary>Shows a moment of the past.</summary>
    /// <param name="interpolated">The transform between two snapshots.</param>
    /// <param name="endGoal">The later of the two, for what is not interpolated.</param>
    protected virtual void Apply(TransformSnapshot interpolated, TransformSnapshot endGoal)
    {
        if (syncPosition) SetPosition(interpolatePosition ? interpolated.position : endGoal.position);
        if (syncRotation) SetRotation(interpolateRotation ? interpolated.rotation : endGoal.rotation);
        if (syncScale) SetScale(interpolateScale ? interpolated.scale : endGoal.scale);
    }
}
