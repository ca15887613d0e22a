public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire(NetworkConnection other)   // TAIN0008
    {
    }
}
