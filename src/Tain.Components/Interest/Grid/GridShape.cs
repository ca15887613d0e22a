using System.Numerics;

namespace Tain;

/// <summary>What the settings make of a grid. When it changes, the grid is laid anew.</summary>
/// <param name="IsHex">Hexagons, else squares or cubes.</param>
/// <param name="Range">How far an object of level 0 is seen, in units.</param>
/// <param name="Size">The size of a cell along each axis; of hexagons: x the radius, y the height of a layer. Infinite where there is no division.</param>
/// <param name="Rings">Over how many cells one sees.</param>
/// <param name="IsUpright">Hexagons only: whether they lie in the plane of x and y.</param>
internal readonly record struct GridShape(bool IsHex, float Range, Vector3 Size, int Rings, bool IsUpright = false)
{
    public CellGeometry MakeGeometry() => IsHex ? new HexGeometry(Size.X, Size.Y, Rings, IsUpright) : new BoxGeometry(Size, Rings);
}
