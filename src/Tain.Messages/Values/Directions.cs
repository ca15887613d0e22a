using System.Numerics;

namespace Tain;

/// <summary>Unity's way to normalize: a vector too short to have a direction becomes zero, where System.Numerics gives NaN.</summary>
internal static class Directions
{
    /// <summary>Unity's limit. Below it the quotient is mostly rounding error.</summary>
    private const float MinLength = 1e-5f;

    public static Vector3 Normalize(Vector3 vector)
    {
        float length = vector.Length();
        return length > MinLength ? vector / length : Vector3.Zero;
    }
}
