public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire(ref int power)   // TAIN0006
    {
    }

    [ClientRpc]
    void RpcFire(in Vector3 direction)   // TAIN0006
    {
    }
}
