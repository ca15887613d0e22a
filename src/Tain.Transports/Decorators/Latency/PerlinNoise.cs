namespace Tain.Transports;

/// <summary>
/// Smooth noise from 0 to 1 in two dimensions (K. Perlin, "Improving Noise", 2002): a random slope at every point of the grid, blended between them.
/// A value between two whole numbers costs the same at any distance from 0, and the same seed gives the same landscape.
/// </summary>
internal sealed class PerlinNoise
{
    private const int Period = 256;

    private readonly byte[] _permutation = new byte[Period];

    public PerlinNoise(Random random)
    {
        for (int i = 0; i < Period; i++) _permutation[i] = (byte)i;
        random.Shuffle(_permutation);
    }

    /// <summary>The noise at (x, x).</summary>
    public double OnDiagonal(double x) => At(x, x);

    /// <summary>The noise at a point: 0.5 where both numbers are whole.</summary>
    public double At(double x, double y)
    {
        double left = Math.Floor(x), top = Math.Floor(y);
        int column = Wrap(left), row = Wrap(top);
        double dx = x - left, dy = y - top;
        double across = Fade(dx);
        double upper = Lerp(Slope(column, row, dx, dy), Slope(column + 1, row, dx - 1, dy), across);
        double lower = Lerp(Slope(column, row + 1, dx, dy - 1), Slope(column + 1, row + 1, dx - 1, dy - 1), across);
        return 0.5 + (0.5 * Lerp(upper, lower, Fade(dy)));
    }

    private static int Wrap(double whole) => ((int)(whole % Period) + Period) % Period;

    private static double Fade(double t) => t * t * t * ((t * ((t * 6) - 15)) + 10);

    private static double Lerp(double from, double to, double t) => from + ((to - from) * t);

    // One of the four diagonal slopes; with these the blend stays within -1 and 1.
    private double Slope(int column, int row, double dx, double dy)
    {
        int hash = _permutation[(_permutation[column % Period] + row) % Period];
        return ((hash & 1) == 0 ? dx : -dx) + ((hash & 2) == 0 ? dy : -dy);
    }
}
