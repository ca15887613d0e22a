using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Tain;

/// <summary>
/// Smaller forms of numbers: variable-length integers, floats as scaled integers, rotations in 32 bits. NetworkTransform uses them; games may.
/// All arithmetic is 32-bit IEEE where Mirror's is, so that both sides round alike.
/// </summary>
public static class Compression
{
    /// <summary>The largest magnitude of a component that is not the largest one of a unit quaternion: 1 over the root of 2.</summary>
    private const float QuaternionRange = 0.707107f;

    private const ushort TenBitsMax = 1023;

    /// <summary>Scales a float to an integer: divides by the precision and rounds half to even.</summary>
    /// <param name="value">The value.</param>
    /// <param name="precision">What one step of the integer is worth, for example 0.01. Not 0.</param>
    /// <param name="result">The integer; the nearest bound when it does not fit.</param>
    /// <returns>False when it does not fit, or is no number.</returns>
    /// <exception cref="DivideByZeroException"><paramref name="precision"/> is 0.</exception>
    public static bool ScaleToLong(float value, float precision, out long result)
    {
        if (precision == 0) throw new DivideByZeroException("A precision of 0 has infinitely many steps. Use for example 0.01.");

        double scaled = Math.Round((double)(value / precision));
        // 2^63 itself is a double and does not fit; -2^63 fits. A NaN fails both comparisons.
        if (scaled >= long.MinValue && scaled < -(double)long.MinValue)
        {
            result = (long)scaled;
            return true;
        }

        result = value > 0 ? long.MaxValue : long.MinValue;
        return false;
    }

    /// <summary>Scales three floats, see <see cref="ScaleToLong(float, float, out long)"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <param name="x">The scaled X.</param>
    /// <param name="y">The scaled Y.</param>
    /// <param name="z">The scaled Z.</param>
    /// <returns>False when one of them does not fit.</returns>
    public static bool ScaleToLong(Vector3 value, float precision, out long x, out long y, out long z) =>
        ScaleToLong(value.X, precision, out x) & ScaleToLong(value.Y, precision, out y) & ScaleToLong(value.Z, precision, out z);

    /// <summary>Scales a vector, see <see cref="ScaleToLong(float, float, out long)"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <param name="quantized">The scaled vector.</param>
    /// <returns>False when a component does not fit.</returns>
    public static bool ScaleToLong(Vector3 value, float precision, out Vector3Long quantized)
    {
        bool fits = ScaleToLong(value, precision, out long x, out long y, out long z);
        quantized = new Vector3Long(x, y, z);
        return fits;
    }

    /// <summary>Scales the components of a quaternion, see <see cref="ScaleToLong(float, float, out long)"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <param name="quantized">The scaled components.</param>
    /// <returns>False when a component does not fit.</returns>
    public static bool ScaleToLong(Quaternion value, float precision, out Vector4Long quantized)
    {
        bool fits = ScaleToLong(value.X, precision, out long x) & ScaleToLong(value.Y, precision, out long y)
            & ScaleToLong(value.Z, precision, out long z) & ScaleToLong(value.W, precision, out long w);
        quantized = new Vector4Long(x, y, z, w);
        return fits;
    }

    /// <summary>The float that a scaled integer stands for.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <returns>Their product.</returns>
    public static float ScaleToFloat(long value, float precision) => value * precision;

    /// <summary>The vector that scaled integers stand for.</summary>
    /// <param name="value">The integers.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <returns>Their product.</returns>
    public static Vector3 ScaleToFloat(Vector3Long value, float precision) =>
        new(ScaleToFloat(value.x, precision), ScaleToFloat(value.y, precision), ScaleToFloat(value.z, precision));

    /// <summary>The quaternion that scaled integers stand for; not normalized.</summary>
    /// <param name="value">The integers.</param>
    /// <param name="precision">What one step is worth.</param>
    /// <returns>Their product.</returns>
    public static Quaternion ScaleToFloat(Vector4Long value, float precision) =>
        new(ScaleToFloat(value.x, precision), ScaleToFloat(value.y, precision), ScaleToFloat(value.z, precision), ScaleToFloat(value.w, precision));

    /// <summary>Maps a float range to an integer range and cuts the fraction. Nothing is clamped: a value outside the range wraps.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minValue">The lower end of the float range.</param>
    /// <param name="maxValue">The upper end of the float range.</param>
    /// <param name="minTarget">The lower end of the integer range.</param>
    /// <param name="maxTarget">The upper end of the integer range.</param>
    /// <returns>The mapped value.</returns>
    public static ushort ScaleFloatToUShort(float value, float minValue, float maxValue, ushort minTarget, ushort maxTarget)
    {
        int targetRange = maxTarget - minTarget;
        float valueRange = maxValue - minValue;
        float relative = value - minValue;
        // Through int, so that a value outside wraps in the same way on every processor; float to ushort directly is not defined there.
        return (ushort)(minTarget + (ushort)(int)(relative / valueRange * targetRange));
    }

    /// <summary>The reverse of <see cref="ScaleFloatToUShort"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minValue">The lower end of the integer range.</param>
    /// <param name="maxValue">The upper end of the integer range.</param>
    /// <param name="minTarget">The lower end of the float range.</param>
    /// <param name="maxTarget">The upper end of the float range.</param>
    /// <returns>The mapped value.</returns>
    public static float ScaleUShortToFloat(ushort value, ushort minValue, ushort maxValue, float minTarget, float maxTarget)
    {
        float targetRange = maxTarget - minTarget;
        ushort valueRange = (ushort)(maxValue - minValue);
        ushort relative = (ushort)(value - minValue);
        // The division comes first: another order gives other last bits.
        return minTarget + (relative / (float)valueRange * targetRange);
    }

    /// <summary>Finds the component with the largest magnitude; the first one wins a tie.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="largestAbs">Its magnitude.</param>
    /// <param name="withoutLargest">The other three, in order.</param>
    /// <returns>The index of the component, 0 to 3.</returns>
    public static int LargestAbsoluteComponentIndex(Vector4 value, out float largestAbs, out Vector3 withoutLargest)
    {
        Vector4 magnitude = Vector4.Abs(value);
        int index = 0;
        largestAbs = magnitude.X;
        withoutLargest = new Vector3(value.Y, value.Z, value.W);

        if (magnitude.Y > largestAbs)
        {
            index = 1;
            largestAbs = magnitude.Y;
            withoutLargest = new Vector3(value.X, value.Z, value.W);
        }

        if (magnitude.Z > largestAbs)
        {
            index = 2;
            largestAbs = magnitude.Z;
            withoutLargest = new Vector3(value.X, value.Y, value.W);
        }

        if (magnitude.W > largestAbs)
        {
            index = 3;
            largestAbs = magnitude.W;
            withoutLargest = new Vector3(value.X, value.Y, value.Z);
        }

        return index;
    }

    /// <summary>Packs a unit quaternion into 32 bits: which component is the largest, and ten bits for each of the others.</summary>
    /// <param name="rotation">A unit quaternion; others come out as garbage.</param>
    /// <returns>The packed rotation.</returns>
    public static uint CompressQuaternion(Quaternion rotation)
    {
        int largest = LargestAbsoluteComponentIndex(new Vector4(rotation.X, rotation.Y, rotation.Z, rotation.W), out _, out Vector3 rest);

        // q and -q are the same rotation, so the largest component can always be taken as positive and need not travel.
        if (rotation[largest] < 0) rest = -rest;

        uint a = ScaleFloatToUShort(rest.X, -QuaternionRange, QuaternionRange, 0, TenBitsMax);
        uint b = ScaleFloatToUShort(rest.Y, -QuaternionRange, QuaternionRange, 0, TenBitsMax);
        uint c = ScaleFloatToUShort(rest.Z, -QuaternionRange, QuaternionRange, 0, TenBitsMax);
        return ((uint)largest << 30) | (a << 20) | (b << 10) | c;
    }

    /// <summary>The rotation that a packed one stands for. Any 32 bits give a unit quaternion.</summary>
    /// <param name="data">The packed rotation.</param>
    /// <returns>A unit quaternion.</returns>
    public static Quaternion DecompressQuaternion(uint data)
    {
        float a = TenBitsToFloat(data >> 20);
        float b = TenBitsToFloat(data >> 10);
        float c = TenBitsToFloat(data);
        float largest = MathF.Sqrt(1 - (a * a) - (b * b) - (c * c));

        Vector4 value = (data >> 30) switch
        {
            0 => new Vector4(largest, a, b, c),
            1 => new Vector4(a, largest, b, c),
            2 => new Vector4(a, b, largest, c),
            _ => new Vector4(a, b, c, largest),
        };
        return NormalizeOrIdentity(value);
    }

    /// <summary>How many bytes a variable-length integer takes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>1 to 9.</returns>
    public static int VarUIntSize(ulong value) => VarIntCoding.Size(value);

    /// <summary>How many bytes a signed variable-length integer takes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>1 to 9.</returns>
    public static int VarIntSize(long value) => VarIntCoding.Size(VarIntCoding.ZigZag(value));

    /// <summary>Writes a variable-length integer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public static void CompressVarUInt(NetworkWriter writer, ulong value)
    {
        if (value <= VarIntCoding.OneByteMax) writer.WriteByte((byte)value);
        else VarIntCoding.Write(writer.Reserve(VarIntCoding.Size(value)), value);
    }

    /// <summary>Writes a signed variable-length integer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public static void CompressVarInt(NetworkWriter writer, long value) => CompressVarUInt(writer, VarIntCoding.ZigZag(value));

    /// <summary>Reads a variable-length integer; also one that is not in its shortest form.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The value.</returns>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static ulong DecompressVarUInt(NetworkReader reader)
    {
        if (!reader.TryReadVarULong(out ulong value)) ThrowCutOff();
        return value;
    }

    /// <summary>Reads a signed variable-length integer.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The value.</returns>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static long DecompressVarInt(NetworkReader reader) => VarIntCoding.UnZigZag(DecompressVarUInt(reader));

    [DoesNotReturn]
    private static void ThrowCutOff() => throw new EndOfStreamException("A variable-length integer is cut off.");

    private static float TenBitsToFloat(uint bits) => ScaleUShortToFloat((ushort)(bits & TenBitsMax), 0, TenBitsMax, -QuaternionRange, QuaternionRange);

    private static Quaternion NormalizeOrIdentity(Vector4 value)
    {
        float length = MathF.Sqrt((value.X * value.X) + (value.Y * value.Y) + (value.Z * value.Z) + (value.W * value.W));
        // Of garbage bits the sum can exceed 1, and the root above is not a number then.
        return length > 0 ? new Quaternion(value.X / length, value.Y / length, value.Z / length, value.W / length) : Quaternion.Identity;
    }
}
