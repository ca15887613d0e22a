using Tain;

namespace RigGame;

public class SyncReferences : NetworkBehaviour
{
    [SyncVar] public GameObject? vGameObject;
    [SyncVar] public NetworkIdentity? vIdentity;
    [SyncVar] public NetworkBehaviour? vBehaviour;
    [SyncVar] public SyncSimple? vSimple;
    [SyncVar] public Transform? vTransform;
}
