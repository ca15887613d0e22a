using Tain;

namespace RigGame;

/// <summary>The objects of the game. Server and client add the same ones, so that they mean the same by an asset id.</summary>
public static class RigPrefabs
{
    public const string PlayerName = "player";

    /// <summary>The three that move by themselves, each with another kind of network transform.</summary>
    public static IReadOnlyList<string> MobNames { get; } = ["mob, reliable", "mob, unreliable", "mob, hybrid"];

    /// <summary>Adds all of them to a world.</summary>
    public static void AddTo(World world)
    {
        world.prefabs.Add(PlayerName, 1001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigPlayer>();
            go.AddComponent<NetworkTransformReliable>().syncDirection = SyncDirection.ClientToServer;
        });
        world.prefabs.Add(MobNames[0], 1002, AddMob<NetworkTransformReliable>);
        world.prefabs.Add(MobNames[1], 1003, AddMob<NetworkTransformUnreliable>);
        world.prefabs.Add(MobNames[2], 1004, AddMob<NetworkTransformHybrid>);
    }

    private static void AddMob<T>(GameObject go) where T : NetworkTransformBase, new()
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<RigMob>();
        go.AddComponent<T>();
    }
}
