namespace Tanks.Browser;

/// <summary>What is special about a tank right now; draw.js has the same bits.</summary>
[Flags]
internal enum TankMarks
{
    None = 0,
    Own = 1,
    Shielded = 2,
    RapidFire = 4,
}
