public class Player : NetworkBehaviour
{
    [SyncVar] public readonly int health = 5;   // TAIN0028
    [SyncVar] const float speed = 1.5f;   // TAIN0028
}
