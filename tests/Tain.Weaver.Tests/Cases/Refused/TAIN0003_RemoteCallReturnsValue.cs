public class Player : NetworkBehaviour
{
    [Command]
    int CmdFire() => 1;

    [TargetRpc]
    async System.Threading.Tasks.Task TargetFire() => await System.Threading.Tasks.Task.Yield();
}
