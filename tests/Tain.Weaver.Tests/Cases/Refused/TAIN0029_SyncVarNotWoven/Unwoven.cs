public class Base : NetworkBehaviour
{
    [SyncVar] public int health;
}
