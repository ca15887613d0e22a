using Tain;

namespace RigGame;

public class SyncSimple : NetworkBehaviour
{
    [SyncVar] public int a;
    [SyncVar] public string? b;
    [SyncVar] public float c;
}
