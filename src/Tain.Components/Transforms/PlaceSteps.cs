using System.Numerics;

namespace Tain;

/// <summary>A place in whole steps of the precisions, which is what differences are counted in. Parts that are not sent are zero.</summary>
internal struct PlaceSteps
{
    public Vector3Long Position;
    public Vector4Long Rotation;
    public Vector3Long Scale;

    /// <summary>The nearest steps; what is too large for them, or no number, becomes the largest step.</summary>
    public static Vector3Long Of(Vector3 value, float precision)
    {
        _ = Compression.ScaleToLong(value, precision, out Vector3Long steps);
        return steps;
    }

    /// <inheritdoc cref="Of(Vector3, float)"/>
    public static Vector4Long Of(Quaternion value, float precision)
    {
        _ = Compression.ScaleToLong(value, precision, out Vector4Long steps);
        return steps;
    }
}
