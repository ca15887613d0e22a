using System.Numerics;
using Tain.Simulation;

namespace Tain.Scenarios.Examples;

/// <summary>The example of docs/objects.md does what the page says.</summary>
public class CannonTests
{
    [Fact]
    public void ShellsComeOutOfThePoolOnBothSidesAndGoBack()
    {
        using var game = new SimulatedGame(seed: 1, LinkProfile.Lan, Build, player: "Cannon");
        NetworkClient gunner = game.Connect("gunner");
        var pool = new NetworkPool(gunner.World, gunner.World.prefabs.Get("Shell"));
        pool.Serve(gunner);
        game.RunUntil(() => gunner.localPlayer is not null);
        Cannon cannon = game.PlayerOf(gunner).GetComponent<Cannon>()!;
        var shells = new HashSet<GameObject>();

        for (int shot = 0; shot < 4; shot++)
        {
            cannon.CmdFire(new Vector3(shot, 0, 0));
            game.RunUntil(() => gunner.spawned.Count == 2);
            CannonShell shell = gunner.spawned.Values.Select(identity => identity.GetComponent<CannonShell>()).Single(found => found is not null)!;
            Assert.Equal(shot, shell.target.X);
            Assert.Equal(0, shell.hits);
            shell.hits = 3;
            shells.Add(shell.gameObject);
            game.RunUntil(() => gunner.spawned.Count == 1);
        }

        Assert.Single(shells);
        Assert.Equal(1, pool.idleCount);
    }

    private static void Build(World world)
    {
        world.prefabs.Add("Cannon", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Cannon>();
        });
        world.prefabs.Add("Shell", go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<CannonShell>();
        });
    }
}
