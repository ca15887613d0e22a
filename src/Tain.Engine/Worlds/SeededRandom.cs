using System.Numerics;

namespace Tain;

/// <summary>Random numbers that repeat exactly for the same seed, on every machine (xoshiro128**, seeded by SplitMix64). Not for secrets.</summary>
public sealed class SeededRandom
{
    private uint _a;
    private uint _b;
    private uint _c;
    private uint _d;

    /// <summary>Starts a sequence.</summary>
    public SeededRandom(ulong seed) => InitState(seed);

    /// <summary>A number from 0 to 1, both included.</summary>
    public float value => (Next() >> 8) * (1f / 16777215f);

    /// <summary>A point in the circle of radius 1.</summary>
    public Vector2 insideUnitCircle
    {
        get
        {
            float angle = Range(0f, MathF.Tau);
            return new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * MathF.Sqrt(value);
        }
    }

    /// <summary>A point on the sphere of radius 1.</summary>
    public Vector3 onUnitSphere
    {
        get
        {
            // Slices of equal height of a sphere have equal area.
            float z = Range(-1f, 1f);
            float angle = Range(0f, MathF.Tau);
            float radius = MathF.Sqrt(1 - (z * z));
            return new Vector3(MathF.Cos(angle) * radius, MathF.Sin(angle) * radius, z);
        }
    }

    /// <summary>A point in the sphere of radius 1.</summary>
    public Vector3 insideUnitSphere => onUnitSphere * MathF.Cbrt(value);

    /// <summary>A rotation, all being equally likely.</summary>
    public Quaternion rotation
    {
        get
        {
            // Shoemake's method: two random points on circles, weighted by a third number.
            float split = value;
            float first = Range(0f, MathF.Tau);
            float second = Range(0f, MathF.Tau);
            float low = MathF.Sqrt(1 - split);
            float high = MathF.Sqrt(split);
            return new Quaternion(low * MathF.Sin(first), low * MathF.Cos(first), high * MathF.Sin(second), high * MathF.Cos(second));
        }
    }

    /// <summary>Starts the sequence of another seed.</summary>
    public void InitState(ulong seed)
    {
        ulong first = SplitMix(ref seed);
        ulong second = SplitMix(ref seed);
        (_a, _b) = ((uint)first, (uint)(first >> 32));
        // The state of all zeros would repeat itself for ever; no seed may lead to it.
        (_c, _d) = ((uint)second | 1, (uint)(second >> 32));
    }

    /// <summary>A whole number from the smallest up to, but not including, the end; the smallest if the range is empty.</summary>
    public int Range(int minInclusive, int maxExclusive)
    {
        if (maxExclusive <= minInclusive) return minInclusive;
        ulong span = (ulong)((long)maxExclusive - minInclusive);
        // The high half of the product spreads 32 random bits over the range with a bias below 2^-32 per unit of span.
        return (int)(minInclusive + (long)((Next() * span) >> 32));
    }

    /// <summary>A number between two, both included.</summary>
    public float Range(float minInclusive, float maxInclusive) => minInclusive + ((maxInclusive - minInclusive) * value);

    private uint Next()
    {
        uint result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        uint shifted = _b << 9;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 11);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
