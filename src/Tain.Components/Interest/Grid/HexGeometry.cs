using System.Numerics;

namespace Tain;

/// <summary>
/// Hexagons, in one layer or in several. A cell is numbered by its axial coordinates q and r, a layer by its height. All neighbours of a hexagon are equally far, so
/// the border of what is seen is nearly round. Facts: docs/mirror/behaviour.md 17.5.
/// </summary>
internal sealed class HexGeometry : CellGeometry
{
    // However many cells one sees over, above and below it is one layer.
    private const int LayersSeen = 1;
    private const int OutOfSight = int.MaxValue;

    private static readonly float s_third = MathF.Sqrt(3) / 3;

    private readonly float _radius;
    private readonly float _layerHeight;
    private readonly bool _isUpright;
    private readonly CellKey[] _neighbourhood;

    /// <param name="radius">From the centre of a cell of level 0 to its corners.</param>
    /// <param name="layerHeight">How high a layer is; infinite: there is one.</param>
    /// <param name="sight">Over how many cells one sees.</param>
    /// <param name="isUpright">True: the hexagons lie in the plane of x and y, else of x and z.</param>
    public HexGeometry(float radius, float layerHeight, int sight, bool isUpright) : base(sight)
    {
        _radius = radius;
        _layerHeight = layerHeight;
        _isUpright = isUpright;
        _neighbourhood = Steps(float.IsFinite(layerHeight) ? LayersSeen : 0, sight);
    }

    public override ReadOnlySpan<CellKey> Neighbourhood => _neighbourhood;

    // The nearest centre: the coordinate that was rounded furthest follows from the other two.
    public override CellKey CellOf(Vector3 position, int level)
    {
        Vector3 at = InCells(position, level);
        float s = -at.X - at.Z;
        float q = MathF.Round(at.X), r = MathF.Round(at.Z), third = MathF.Round(s);
        float offQ = MathF.Abs(q - at.X), offR = MathF.Abs(r - at.Z), offS = MathF.Abs(third - s);
        if (offQ > offR && offQ > offS) q = -r - third;
        else if (offR > offS) r = -q - third;
        return new CellKey(Number(q), Number(at.Y), Number(r), level);
    }

    public override float OffCentre(CellKey cell, Vector3 position)
    {
        Vector3 off = InCells(position, cell.Level) - new Vector3(cell.X, cell.Y, cell.Z);
        float s = -off.X - off.Z;
        // Across the three pairs of sides; neighbours are two units apart here.
        float across = Larger(Larger(off.X - off.Z, off.Z - s), s - off.X) / 2;
        return Larger(across, off.Y);
    }

    public override int Rings(CellKey from, CellKey to)
    {
        int layers = Math.Abs(from.Y - to.Y);
        return layers > LayersSeen ? OutOfSight : Math.Max(Across(from.X - to.X, from.Z - to.Z), layers);
    }

    private Vector3 InCells(Vector3 position, int level)
    {
        float scale = MathF.ScaleB(1, level);
        float radius = _radius * scale;
        float y = _isUpright ? position.Y : position.Z;
        float layer = _isUpright ? 0 : position.Y / (_layerHeight * scale);
        return new Vector3((s_third * position.X - y / 3) / radius, layer, 2f / 3 * y / radius);
    }

    private static int Across(int q, int r) => (Math.Abs(q) + Math.Abs(r) + Math.Abs(q + r)) / 2;

    private static CellKey[] Steps(int layers, int sight)
    {
        var steps = new List<CellKey>();
        for (int layer = -layers; layer <= layers; layer++)
        {
            for (int q = -sight; q <= sight; q++)
            {
                for (int r = -sight; r <= sight; r++)
                {
                    if (Across(q, r) <= sight) steps.Add(new CellKey(q, layer, r, 0));
                }
            }
        }
        return [.. steps];
    }
}
