namespace Tain;

/// <summary>Which cell of a grid: its numbers along the grid's axes, and the level, of which each has cells twice as large as the one below.</summary>
internal readonly record struct CellKey(int X, int Y, int Z, int Level);
