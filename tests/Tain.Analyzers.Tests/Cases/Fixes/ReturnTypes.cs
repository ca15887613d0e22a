using System.Threading.Tasks;

public class Player : NetworkBehaviour
{
    int count;

    [Command]
    int CmdLiteral()   // TAIN0003
    {
        count++;
        if (count > 3) return count;
        Func<int> inner = () => { return 5; };
        return 1;
    }

    [Command] bool CmdArrow() => Fire();

    [TargetRpc]
    async Task TargetWait() => await Task.Yield();

    // Dropping these would drop what they do.
    [Command]
    bool CmdEffect()
    {
        return Fire();
    }

    [Command]
    async Task<int> CmdValue()
    {
        await Task.Yield();
        return count++;
    }

    [Command]
    int CmdOnlyValue() => 1;

    bool Fire() => true;
}
