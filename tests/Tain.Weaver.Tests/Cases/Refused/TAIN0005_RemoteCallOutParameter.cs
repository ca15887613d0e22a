public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire(int power, out bool hit)   // TAIN0005
    {
        hit = true;
    }
}
