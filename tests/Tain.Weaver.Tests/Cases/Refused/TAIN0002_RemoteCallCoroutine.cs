public class Player : NetworkBehaviour
{
    [Command]
    IEnumerator CmdFire()   // TAIN0002
    {
        yield return null;
    }
}
