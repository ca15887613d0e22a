public class Player : NetworkBehaviour
{
    [Command]
    int CmdFire() => 1;   // TAIN0003

    [TargetRpc]
    async System.Threading.Tasks.Task TargetFire() => await System.Threading.Tasks.Task.Yield();   // TAIN0003
}
