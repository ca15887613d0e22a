using Tain;

namespace RigGame;

public class RefsAll : NetworkBehaviour
{
    [SyncVar] public GameObject? go;
    [SyncVar] public NetworkIdentity? ni;
    [SyncVar] public NetworkBehaviour? nb;
    [SyncVar] public SyncSimple? derived;
    public readonly SyncList<NetworkIdentity?> list = new();
    public readonly SyncList<GameObject?> goList = new();
}
