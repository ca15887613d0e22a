public class Player : NetworkBehaviour
{
    [SyncVar]
    static int health;

    public int Health() => health;
}
