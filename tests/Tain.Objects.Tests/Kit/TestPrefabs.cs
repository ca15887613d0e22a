namespace Tain.Tests;

/// <summary>The prefabs that all worlds of the tests have.</summary>
internal static class TestPrefabs
{
    public static void AddTo(World world)
    {
        world.prefabs.Add("Actor", 1001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>();
        });
        world.prefabs.Add("Secret", 1002, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>();
            go.AddComponent<Actor>().syncMode = SyncMode.Owner;
        });
        world.prefabs.Add("Owned", 1003, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().syncDirection = SyncDirection.ClientToServer;
        });
        world.prefabs.Add("Fast", 1099, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().syncMethod = SyncMethod.Hybrid;
        });
        world.prefabs.Add("Sum", 1005, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>();
            go.AddComponent<Sum>();
        });
        world.prefabs.Add("FastSum", 1006, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().syncMethod = SyncMethod.Hybrid;
            go.AddComponent<Sum>();
        });
        world.prefabs.Add("Bare", 1004, go => go.AddComponent<NetworkIdentity>());
    }

    /// <summary>From now on each new "Actor" of this world calls this with every entry of its journal.</summary>
    public static void Instrument(World world, Action<Actor, string>? during)
    {
        world.prefabs.Remove(world.prefabs.Get("Actor"));
        world.prefabs.Add("Actor", 1001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Actor>().During = during;
        });
    }
}
