using System.Numerics;

namespace Tain.Scenarios.Examples;

/// <summary>Fires shells out of a pool: the example of docs/objects.md.</summary>
public class Cannon : NetworkBehaviour
{
    private NetworkPool? _shells;

    [Command]
    public void CmdFire(Vector3 aim)
    {
        GameObject shell = _shells!.Take(transform.position, Quaternion.Identity);
        shell.GetComponent<CannonShell>()!.target = aim;
        NetworkServer.Spawn(shell);
        StartCoroutine(BringBack(shell));
    }

    public override void OnStartServer() => _shells = new NetworkPool(world, world.prefabs.Get("Shell"), prewarm: 8);

    private IEnumerator<YieldInstruction?> BringBack(GameObject shell)
    {
        yield return new WaitForSeconds(1);
        _shells!.Return(shell);
    }
}
