using System.Diagnostics;

namespace Tain.Simulation;

/// <summary>
/// A logarithm that gives the same bits everywhere. <see cref="Math.Log(double)"/> asks the platform's C library, and libraries differ in the last bit,
/// which would be enough to make a seed fail on one machine and pass on another. This uses nothing but IEEE additions, multiplications and divisions.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.69314718055994530942;
    private const double SqrtHalf = 0.70710678118654752440;

    // ln x for a positive, normal x; correct to about 1e-15.
    public static double NaturalLogarithm(double x)
    {
        Debug.Assert(double.IsNormal(x) && x > 0, "The callers pass a fraction of at least 2^-53.");

        // x = m * 2^e with m in [sqrt(1/2), sqrt(2)), so that |z| < 0.172 and eight odd powers suffice.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1022;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000);
        if (mantissa < SqrtHalf)
        {
            mantissa *= 2;
            exponent--;
        }

        // ln m = 2 artanh z = 2 (z + z^3/3 + z^5/5 + ...), z = (m - 1) / (m + 1)
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double sum = 0;
        for (int power = 19; power >= 1; power -= 2) sum = (sum * square) + (1.0 / power);
        return (exponent * Ln2) + (2 * z * sum);
    }
}
