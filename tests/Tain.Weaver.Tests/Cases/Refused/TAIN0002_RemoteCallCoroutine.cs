public class Player : NetworkBehaviour
{
    [Command]
    IEnumerator CmdFire()
    {
        yield return null;
    }
}
