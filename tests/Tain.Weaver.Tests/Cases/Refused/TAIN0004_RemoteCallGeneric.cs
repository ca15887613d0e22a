public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire<T>(T value)   // TAIN0004
    {
    }
}

public class Crate<T> : NetworkBehaviour
{
    [ClientRpc]
    void RpcContent(List<T> items)   // TAIN0004
    {
    }
}
