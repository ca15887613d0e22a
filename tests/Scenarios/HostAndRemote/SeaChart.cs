using Tain.Scenarios.HostAndRemote.Scripts;

namespace Tain.Scenarios.HostAndRemote;

/// <summary>What every world of a run has: prefabs, and two objects that are part of its scene.</summary>
internal static class SeaChart
{
    public const string Captain = "Captain", Crate = "Crate", Frigate = "Frigate", Tower = "Tower", Fragile = "Fragile", Shell = "Shell";

    public static readonly ulong[] Buoys = [501, 502];

    public static void AddTo(World world)
    {
        Add(world, Captain, 11, typeof(Ship), typeof(Purse), typeof(Helm), typeof(Radar));
        Add(world, Crate, 12, typeof(Ship));
        Add(world, Frigate, 13, typeof(Radar), typeof(Purse), typeof(Ship), typeof(Helm));
        Add(world, Fragile, 14, typeof(Fuse), typeof(Ship));
        Add(world, Shell, 15, typeof(Ship));
        world.prefabs.Add(Tower, 16, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Ship>();
            foreach (bool isActive in (bool[])[true, false])
            {
                var floor = new GameObject(go.world, isActive ? "floor" : "attic");
                floor.transform.SetParent(go.transform);
                floor.AddComponent<Radar>();
                floor.AddComponent<Ship>();
                floor.SetActive(isActive);
            }
        });
        foreach (ulong sceneId in Buoys)
        {
            var buoy = new GameObject(world, $"buoy {sceneId}");
            buoy.SetActive(false);
            buoy.AddComponent<NetworkIdentity>().sceneId = sceneId;
            buoy.AddComponent<Ship>();
        }
    }

    /// <summary>The client makes shells out of a pool of its own, and puts them back there.</summary>
    public static void UsePool(NetworkClient client)
    {
        var idle = new Stack<GameObject>();
        client.RegisterSpawnHandler(
            15,
            (position, _) => idle.TryPop(out GameObject? used) ? used : client.World.Instantiate(Shell, position),
            shell =>
            {
                // On a host it is the server's, which keeps it in a pool of its own.
                if (shell.GetComponent<NetworkIdentity>()!.isServer) return;
                shell.SetActive(false);
                // Whose hand it was in may be about to be destroyed.
                shell.transform.SetParent(null);
                idle.Push(shell);
            });
    }

    private static void Add(World world, string name, uint assetId, params Type[] scripts) => world.prefabs.Add(name, assetId, go =>
    {
        go.AddComponent<NetworkIdentity>();
        foreach (Type script in scripts) go.AddComponent(script);
    });
}
