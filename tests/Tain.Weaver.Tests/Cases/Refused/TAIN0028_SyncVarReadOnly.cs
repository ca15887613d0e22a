public class Player : NetworkBehaviour
{
    [SyncVar] public readonly int health = 5;   // TAIN0028
}
