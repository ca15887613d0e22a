public abstract class Player : NetworkBehaviour
{
    [Server]
    public abstract void Damage();   // TAIN0070
}
