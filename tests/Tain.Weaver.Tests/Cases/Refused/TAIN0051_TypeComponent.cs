public class Lamp : MonoBehaviour
{
}

public class Player : NetworkBehaviour
{
    [Command]
    void CmdTake(Lamp lamp)   // TAIN0051
    {
    }
}
