public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire<T>(T value)
    {
    }
}

public class Crate<T> : NetworkBehaviour
{
    [ClientRpc]
    void RpcContent(List<T> items)
    {
    }
}
