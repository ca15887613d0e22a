public class Player : NetworkBehaviour
{
    [SyncVar] public Secret secret;   // TAIN0061
}
