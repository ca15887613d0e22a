public class Player : NetworkBehaviour
{
    [ClientRpc]
    void RpcFire(NetworkConnectionToClient shooter)   // TAIN0009
    {
    }

    [TargetRpc]
    void TargetFire(int power, NetworkConnection target)   // TAIN0009
    {
    }
}
