namespace Tain.Scenarios.Manual.Scripts;

/// <summary>On every player: drops a cube in front of it.</summary>
public class CubeDropper : NetworkBehaviour
{
    [SyncVar] public int cubesLeft = 3;

    [Command]
    public void CmdDropCube()
    {
        if (cubesLeft == 0) return;
        cubesLeft--;
        GameObject cube = Instantiate(world.prefabs.Get("Cube"), transform.position + transform.forward * 2);
        NetworkServer.Spawn(cube);
    }
}
