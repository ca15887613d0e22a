public abstract class Player : NetworkBehaviour
{
    [Command]
    protected abstract void CmdFire();   // TAIN0010
}
