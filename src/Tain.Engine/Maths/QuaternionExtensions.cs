using System.Numerics;

namespace Tain;

/// <summary>What scripts say of rotations in Unity and System.Numerics does not: angles in degrees, looking at things. x right, y up, z forward.</summary>
public static class QuaternionExtensions
{
    // Below this distance from straight up or down, the turns about y and z are the same turn.
    private const float PoleSine = 0.999999f;

    extension(Quaternion rotation)
    {
        /// <summary>The rotation as angles from 0 to 360 degrees, to be applied in the order z, x, y. Zero for the zero quaternion.</summary>
        public Vector3 eulerAngles
        {
            get
            {
                if (rotation == default) return Vector3.Zero;
                float x = rotation.X, y = rotation.Y, z = rotation.Z, w = rotation.W;
                float sine = 2 * ((w * x) - (y * z)) / rotation.LengthSquared();
                Vector3 radians = MathF.Abs(sine) > PoleSine
                    ? new Vector3(MathF.CopySign(MathF.PI / 2, sine), MathF.CopySign(2, -sine) * MathF.Atan2(z, w), 0)
                    : new Vector3(
                        MathF.Asin(sine),
                        MathF.Atan2(2 * ((w * y) + (x * z)), (w * w) - (x * x) - (y * y) + (z * z)),
                        MathF.Atan2(2 * ((w * z) + (x * y)), (w * w) - (x * x) + (y * y) - (z * z)));
                return new Vector3(Degrees(radians.X), Degrees(radians.Y), Degrees(radians.Z));
            }
        }

        /// <summary>A rotation by angles in degrees, applied in the order z, x, y.</summary>
        public static Quaternion Euler(float x, float y, float z) =>
            Quaternion.CreateFromYawPitchRoll(y * Mathf.Deg2Rad, x * Mathf.Deg2Rad, z * Mathf.Deg2Rad);

        /// <summary>A rotation by angles in degrees, applied in the order z, x, y.</summary>
        public static Quaternion Euler(Vector3 degrees) => Quaternion.Euler(degrees.X, degrees.Y, degrees.Z);

        /// <summary>A rotation about an axis by an angle in degrees; none if the axis is zero.</summary>
        public static Quaternion AngleAxis(float degrees, Vector3 axis) =>
            axis == Vector3.Zero ? Quaternion.Identity : Quaternion.CreateFromAxisAngle(Vector3.Normalize(axis), degrees * Mathf.Deg2Rad);

        /// <summary>The rotation that takes z to a direction, and y as near to up as it can be; none if the direction is zero.</summary>
        public static Quaternion LookRotation(Vector3 forward, Vector3 up)
        {
            if (forward == Vector3.Zero) return Quaternion.Identity;
            Vector3 z = Vector3.Normalize(forward);
            Vector3 x = Vector3.Cross(up, z);
            // Looking along up: there is no best y, so the smallest turn is taken.
            if (x.LengthSquared() < 1e-12f) return Quaternion.FromToRotation(Vector3.UnitZ, z);
            x = Vector3.Normalize(x);
            Vector3 y = Vector3.Cross(z, x);
            return Quaternion.CreateFromRotationMatrix(new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1));
        }

        /// <summary>The rotation that takes z to a direction, and y as near to the world's y as it can be.</summary>
        public static Quaternion LookRotation(Vector3 forward) => Quaternion.LookRotation(forward, Vector3.UnitY);

        /// <summary>The smallest rotation that takes one direction to another.</summary>
        public static Quaternion FromToRotation(Vector3 from, Vector3 to)
        {
            if (from == Vector3.Zero || to == Vector3.Zero) return Quaternion.Identity;
            from = Vector3.Normalize(from);
            to = Vector3.Normalize(to);
            float cosine = Vector3.Dot(from, to);
            if (cosine < -0.999999f)
            {
                // Opposite directions: any axis at a right angle will do.
                Vector3 side = MathF.Abs(from.X) < 0.9f ? Vector3.UnitX : Vector3.UnitY;
                return Quaternion.CreateFromAxisAngle(Vector3.Normalize(Vector3.Cross(from, side)), MathF.PI);
            }
            return Quaternion.Normalize(new Quaternion(Vector3.Cross(from, to), 1 + cosine));
        }

        /// <summary>The angle in degrees between two rotations, from 0 to 180.</summary>
        public static float Angle(Quaternion a, Quaternion b)
        {
            // The rotations of several parents in a row are not quite of length one, and no rotation is at an angle to itself.
            float lengths = MathF.Sqrt(a.LengthSquared() * b.LengthSquared());
            float cosine = lengths > 0 ? MathF.Min(MathF.Abs(Quaternion.Dot(a, b)) / lengths, 1) : 0;
            // Unity's tolerance: below it, rounding is all there is.
            return cosine > 1 - 0.000001f ? 0 : 2 * MathF.Acos(cosine) * Mathf.Rad2Deg;
        }

        /// <summary>From one rotation towards another by no more than some degrees.</summary>
        public static Quaternion RotateTowards(Quaternion from, Quaternion to, float maxDegreesDelta)
        {
            float angle = Quaternion.Angle(from, to);
            return angle == 0 ? to : Quaternion.Slerp(from, to, MathF.Min(1, maxDegreesDelta / angle));
        }

        /// <summary>Turns a point about the origin.</summary>
        public static Vector3 operator *(Quaternion turn, Vector3 point) => Vector3.Transform(point, turn);
    }

    private static float Degrees(float radians)
    {
        float degrees = radians * Mathf.Rad2Deg;
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
