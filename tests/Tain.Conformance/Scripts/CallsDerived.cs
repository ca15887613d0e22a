using Tain;

namespace RigGame;

public class CallsDerived : CallsMore
{
    [Command]
    public override void CmdVirtual(int value) => Journal.Add($"derived CmdVirtual {value}");

    [Command]
    public void CmdOver(float value) => Journal.Add($"CmdOver float {value}");

    [Command]
    public void CmdDerived(int value) => Journal.Add($"CmdDerived {value}");

    [ClientRpc]
    public override void RpcVirtual(int value) => Journal.Add($"derived RpcVirtual {value}");
}
