namespace Tain;

/// <summary>A client that has come to another cell and has yet to leave the neighbourhood of the one before.</summary>
internal readonly record struct GridDeparture(GridViewer Viewer, CellKey Cell);
