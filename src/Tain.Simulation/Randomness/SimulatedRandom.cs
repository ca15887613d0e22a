using System.Numerics;

namespace Tain.Simulation;

/// <summary>
/// The only source of chance in a simulation: the same seed gives the same numbers on every machine and in every version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** 1.0 (D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021), its state filled by
/// SplitMix64 as the authors advise. It is fast and statistically sound; it is no source of secrets.
/// </remarks>
public sealed class SimulatedRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Makes a generator.</summary>
    /// <param name="seed">Any number, 0 included.</param>
    public SimulatedRandom(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    internal SimulatedRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    /// <returns>A number from the whole range.</returns>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>32 random bits; what <c>KcpTransport.CookieSource</c> takes.</summary>
    /// <returns>A number from the whole range.</returns>
    public uint NextUInt32() => (uint)(NextUInt64() >> 32);

    /// <summary>A fraction.</summary>
    /// <returns>A number from 0 (included) to 1 (excluded).</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number below a bound.</summary>
    /// <param name="bound">The bound, excluded; positive.</param>
    /// <returns>A number from 0 to <paramref name="bound"/> - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);

        // Multiply and shift instead of a remainder (Lemire): no division. The bias of at most bound / 2^64 cannot be seen.
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>A whole number in a range.</summary>
    /// <param name="low">The smallest result.</param>
    /// <param name="bound">The bound, excluded; more than <paramref name="low"/>.</param>
    /// <returns>A number in the range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public int Next(int low, int bound) => low + Next(checked(bound - low));

    /// <summary>Throws a loaded coin. It always uses up one number, so that a changed probability does not shift what comes after.</summary>
    /// <param name="probability">From 0 (never) to 1 (always).</param>
    /// <returns>True with that probability.</returns>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A waiting time of a process without memory.</summary>
    /// <param name="mean">The average result.</param>
    /// <returns>A number from 0 to about 36 times the mean, usually near it.</returns>
    public double NextExponential(double mean) => -mean * PortableMath.NaturalLogarithm(1 - NextDouble());

    /// <summary>Makes an independent generator for one part of a simulation, so that this part's use of chance does not shift the others'.</summary>
    /// <param name="key">Which part; the same key on an equal generator gives an equal child. This generator is not advanced.</param>
    /// <returns>A new generator.</returns>
    public SimulatedRandom Fork(ulong key)
    {
        ulong mixed = key;
        return new SimulatedRandom(SplitMix64(ref mixed) ^ _s0 ^ BitOperations.RotateLeft(_s2, 32));
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
