using System.Numerics;
using Tain;

namespace RigGame;

// Four classes in a line; the second has nothing of its own.
public class SyncBase : NetworkBehaviour
{
    [SyncVar] public int baseNumber = 1;
    public readonly SyncList<int> baseList = new();
    [SyncVar] public string? baseText = "base";
}

public class SyncMiddle : SyncBase;

public class SyncDerived : SyncMiddle
{
    [SyncVar] public int derivedNumber = 2;
    [SyncVar] public double derivedDouble;
    public readonly SyncDictionary<int, string?> derivedMap = new();
}

public class SyncGrandchild : SyncDerived
{
    [SyncVar] public Vector3 deepest;
}
