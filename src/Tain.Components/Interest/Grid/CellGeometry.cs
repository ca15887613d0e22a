using System.Numerics;

namespace Tain;

/// <summary>The form of a grid's cells: which cell a place is in, and which cells lie beside each other.</summary>
internal abstract class CellGeometry
{
    /// <summary>
    /// The largest number of a cell. Places further out are in the outermost cells, so that no position, however large, overflows; sums and differences of a few cells
    /// fit into an int, and the number itself into a float.
    /// </summary>
    public const int Outermost = 1 << 27;

    private const float HalfCell = 0.5f;

    /// <param name="sight">Over how many cells one sees; at least 1.</param>
    protected CellGeometry(int sight) => Sight = sight;

    /// <summary>The rings of cells that are seen: 1 is those that touch the own cell.</summary>
    public int Sight { get; }

    /// <summary>Steps from a cell to itself and to all that are seen from it.</summary>
    public abstract ReadOnlySpan<CellKey> Neighbourhood { get; }

    /// <summary>The cell whose centre is nearest.</summary>
    public abstract CellKey CellOf(Vector3 position, int level);

    /// <summary>How far a place is from the centre of a cell, in cells, measured towards the sides: 0.5 on the border.</summary>
    public abstract float OffCentre(CellKey cell, Vector3 position);

    /// <summary>How many steps it is from one cell to another of the same level: 0 is the cell itself, 1 is what touches it.</summary>
    public abstract int Rings(CellKey from, CellKey to);

    /// <summary>Whether one cell is seen from another of the same level.</summary>
    public bool Sees(CellKey from, CellKey cell) => Rings(from, cell) <= Sight;

    /// <summary>Whether a place is still in the cell in which it was.</summary>
    /// <param name="cell">The cell in which it was.</param>
    /// <param name="position">The place.</param>
    /// <param name="slack">How far past the border it may be, as a part of the cell's size.</param>
    public bool Holds(CellKey cell, Vector3 position, float slack) => OffCentre(cell, position) <= HalfCell + slack;

    protected static int Number(float cells) => (int)Math.Clamp(MathF.Round(cells), -Outermost, Outermost);

    protected static int Larger(int a, int b) => Math.Max(Math.Abs(a), Math.Abs(b));

    protected static float Larger(float a, float b) => MathF.Max(MathF.Abs(a), MathF.Abs(b));
}
