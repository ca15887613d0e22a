namespace Tain.LoadTest;

/// <summary>Joins, keeps the clocks and looks on.</summary>
public sealed class IdleScript : ILoadScript;
