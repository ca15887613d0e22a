public class Lamp : MonoBehaviour
{
    [Command]
    void CmdSwitch()   // TAIN0011
    {
    }
}

public class Plain
{
    [TargetRpc]
    void TargetSwitch()   // TAIN0011
    {
    }
}

public interface ISwitch
{
    [Command]
    void CmdSwitch()   // TAIN0011
    {
    }
}
