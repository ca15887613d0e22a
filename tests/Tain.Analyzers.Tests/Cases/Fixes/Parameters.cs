#nullable enable
public class Player : NetworkBehaviour
{
    [ClientRpc]
    void RpcFire(in Vector3 direction, ref readonly int power, ref int kept)   // TAIN0006
    {
    }

    [Command]
    void CmdFire(int power = 3, string? text = null)   // TAIN0007
    {
    }

    [Command]
    void CmdAsk(int a, NetworkConnection who) => Console.WriteLine(who);   // TAIN0008

    [Command]
    void CmdAskFirst(NetworkConnection who, int a)
    {
    }

#nullable disable
    [Command]
    void CmdAskPlain(NetworkConnection who)
    {
    }
}
