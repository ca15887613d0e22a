public class Player : NetworkBehaviour
{
    [Command]
    static void CmdFire()   // TAIN0001
    {
    }

    [ClientRpc] public static void RpcFire() => Console.WriteLine();   // TAIN0001
}
