public class Player : NetworkBehaviour
{
    [ClientRpc]
    void RpcFire(int power = 3)   // TAIN0007
    {
    }

    // The sender of a Command may be optional.
    [Command]
    void CmdFire(NetworkConnectionToClient sender = null)
    {
    }
}
