public class Player : NetworkBehaviour
{
    [Command]
    void CmdFire(int power, out bool hit)
    {
        hit = true;
    }
}
