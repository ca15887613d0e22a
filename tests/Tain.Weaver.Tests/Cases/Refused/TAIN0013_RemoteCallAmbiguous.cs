public class Player : NetworkBehaviour
{
    [Command, ClientRpc]
    void Fire()   // TAIN0013
    {
    }
}
