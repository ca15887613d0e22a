using System.Numerics;

namespace Tain;

/// <summary>Squares or cubes. A cell's centre is at whole multiples of its size, as in Mirror's grids. Facts: docs/mirror/behaviour.md 17.5.</summary>
internal sealed class BoxGeometry : CellGeometry
{
    private readonly Vector3 _size;
    private readonly CellKey[] _neighbourhood;

    /// <param name="size">The size of a cell of level 0 along each axis; infinite for an axis that does not count.</param>
    /// <param name="sight">Over how many cells one sees.</param>
    public BoxGeometry(Vector3 size, int sight) : base(sight)
    {
        _size = size;
        _neighbourhood = Steps(size, sight);
    }

    public override ReadOnlySpan<CellKey> Neighbourhood => _neighbourhood;

    public override CellKey CellOf(Vector3 position, int level)
    {
        Vector3 at = InCells(position, level);
        return new CellKey(Number(at.X), Number(at.Y), Number(at.Z), level);
    }

    public override float OffCentre(CellKey cell, Vector3 position)
    {
        Vector3 off = InCells(position, cell.Level) - new Vector3(cell.X, cell.Y, cell.Z);
        return Larger(Larger(off.X, off.Y), off.Z);
    }

    public override int Rings(CellKey from, CellKey to) => Larger(Larger(from.X - to.X, from.Y - to.Y), from.Z - to.Z);

    // What is divided by infinity is 0, so an axis that does not count has one cell.
    private Vector3 InCells(Vector3 position, int level) => level == 0 ? position / _size : position / (_size * MathF.ScaleB(1, level));

    private static CellKey[] Steps(Vector3 size, int sight)
    {
        var steps = new List<CellKey>();
        int x = Reach(size.X, sight), y = Reach(size.Y, sight), z = Reach(size.Z, sight);
        for (int i = -x; i <= x; i++)
        {
            for (int j = -y; j <= y; j++)
            {
                for (int k = -z; k <= z; k++) steps.Add(new CellKey(i, j, k, 0));
            }
        }
        return [.. steps];
    }

    private static int Reach(float size, int sight) => float.IsFinite(size) ? sight : 0;
}
