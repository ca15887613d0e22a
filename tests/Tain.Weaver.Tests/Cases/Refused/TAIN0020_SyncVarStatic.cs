public class Player : NetworkBehaviour
{
    [SyncVar]
    static int health;   // TAIN0020

    public int Health() => health;
}
