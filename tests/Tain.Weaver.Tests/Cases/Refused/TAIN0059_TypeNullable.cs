public enum Team
{
    Red,
    Blue,
}

public class Player : NetworkBehaviour
{
    [SyncVar] public Team? team;   // TAIN0059
}
