public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire(ref int power)
    {
    }

    [ClientRpc]
    void RpcFire(in Vector3 direction)
    {
    }
}
