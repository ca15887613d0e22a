public class Player : NetworkBehaviour
{
    [Command, ClientRpc]
    void Fire()
    {
    }
}
