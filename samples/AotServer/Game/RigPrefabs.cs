using Tain;

namespace RigGame;

/// <summary>The objects of the game. Server and client add the same ones, so that they mean the same by an asset id.</summary>
public static class RigPrefabs
{
    public const string PlayerName = "player";
    public const uint Player = 1001;
    public const uint ReliableMob = 1002;
    public const uint UnreliableMob = 1003;
    public const uint HybridMob = 1004;

    /// <summary>The three that move by themselves, each with another kind of network transform.</summary>
    public static IReadOnlyList<uint> Mobs { get; } = [ReliableMob, UnreliableMob, HybridMob];

    /// <summary>Adds all of them to a world.</summary>
    public static void AddTo(World world)
    {
        world.prefabs.Add(PlayerName, Player, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<RigPlayer>();
            go.AddComponent<NetworkTransformReliable>().syncDirection = SyncDirection.ClientToServer;
        });
        world.prefabs.Add("mob, reliable", ReliableMob, go => AddMob<NetworkTransformReliable>(go));
        world.prefabs.Add("mob, unreliable", UnreliableMob, go => AddMob<NetworkTransformUnreliable>(go));
        world.prefabs.Add("mob, hybrid", HybridMob, go => AddMob<NetworkTransformHybrid>(go));
    }

    private static void AddMob<T>(GameObject go) where T : NetworkTransformBase, new()
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<RigMob>();
        go.AddComponent<T>();
    }
}
