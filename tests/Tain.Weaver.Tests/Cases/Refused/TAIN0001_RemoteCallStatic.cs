public class Player : NetworkBehaviour
{
    [Command]
    static void CmdFire()
    {
    }

    [ClientRpc] public static void RpcFire() => Console.WriteLine();
}
