public class Player : NetworkBehaviour
{
    [ClientRpc]
    void RpcFire(NetworkConnectionToClient shooter)
    {
    }

    [TargetRpc]
    void TargetFire(int power, NetworkConnection target)
    {
    }
}
