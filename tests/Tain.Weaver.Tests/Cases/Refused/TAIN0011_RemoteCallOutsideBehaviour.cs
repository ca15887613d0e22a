public class Lamp : MonoBehaviour
{
    [Command]
    void CmdSwitch()
    {
    }
}

public class Plain
{
    [TargetRpc]
    void TargetSwitch()
    {
    }
}

public interface ISwitch
{
    [Command]
    void CmdSwitch()
    {
    }
}
