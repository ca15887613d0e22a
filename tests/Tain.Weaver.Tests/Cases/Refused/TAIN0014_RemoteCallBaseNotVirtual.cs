public class Player : NetworkBehaviour
{
    [Command]
    public void CmdFire(int power)
    {
    }
}

public class Knight : Player
{
    [Command]
    public new void CmdFire(int power)
    {
        base.CmdFire(power + 1);   // TAIN0014
    }
}
