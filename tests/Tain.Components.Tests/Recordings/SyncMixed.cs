using Tain;

namespace RigGame;

public class SyncMixed : NetworkBehaviour
{
    [SyncVar] public int before;
    public readonly SyncList<int> list = new();
    [SyncVar] public int after;
}
