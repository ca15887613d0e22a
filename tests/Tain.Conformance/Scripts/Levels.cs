using System.Numerics;
using Tain;

namespace RigGame;

// Three classes in a line, with collections at each.
public class LevelA : NetworkBehaviour
{
    [SyncVar] public int a1 = 1;
    public readonly SyncList<int> aList = new();
    [SyncVar] public string? a2 = "a";
}

public class LevelB : LevelA
{
    public readonly SyncDictionary<string, int> bMap = new();
    [SyncVar] public byte b1 = 7;
    public readonly SyncHashSet<int> bSet = new();
}

public class LevelC : LevelB
{
    [SyncVar] public Vector2 c1;
    [SyncVar] public long c2;
    public readonly SyncSortedSet<int> cSorted = new();
}
