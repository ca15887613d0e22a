namespace Tain;

/// <summary>Which cell of a grid: its numbers along the grid's axes, and the level, of which each has cells twice as large as the one below.</summary>
/// <param name="X">Number along the first axis.</param>
/// <param name="Y">Number along the second axis.</param>
/// <param name="Z">Number along the third axis.</param>
/// <param name="Level">The level.</param>
/// <param name="Realm">Which of several worlds in the same place: scenes, for a rule that keeps them apart.</param>
internal readonly record struct CellKey(int X, int Y, int Z, int Level, int Realm = 0)
{
    /// <summary>The cell that lies a step away on the same level.</summary>
    public CellKey Plus(CellKey step) => this with { X = X + step.X, Y = Y + step.Y, Z = Z + step.Z };
}
