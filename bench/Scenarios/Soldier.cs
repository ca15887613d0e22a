using System.Numerics;

namespace Tain.Bench;

/// <summary>What the measured objects are: a few SyncVars, of which one changes.</summary>
internal sealed class Soldier : NetworkBehaviour
{
    [SyncVar] public int health = 100;
    [SyncVar] public Vector3 position;
    [SyncVar] public string title = "private";
    [SyncVar] public float ammunition = 30;

    public readonly SyncList<int> backpack = [];

    /// <summary>Moves the object, and tells its clients where it is.</summary>
    public void MoveTo(Vector3 to)
    {
        transform.position = to;
        position = to;
    }
}
