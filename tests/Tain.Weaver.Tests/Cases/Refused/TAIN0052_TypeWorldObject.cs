public class Player : NetworkBehaviour
{
    [Command]
    void CmdTake(WorldObject thing)   // TAIN0052
    {
    }
}
