namespace Tain.Simulate;

/// <summary>The objects of the game, the same on all sides.</summary>
internal static class ScalePrefabs
{
    public const string Player = "Player";
    public const string Full = "Full";
    public const string Post = "Post";

    public static readonly ulong[] SceneIds = [801, 802, 803];

    public static void AddTo(World world)
    {
        world.prefabs.Add(Full, Fill);
        world.prefabs.Add(Player, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Thing>();
            go.AddComponent<Secret>().syncMode = SyncMode.Owner;
        });
        world.prefabs.Add(Post, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Slow>().syncInterval = 0.4f;
            go.AddComponent<Thing>();
            go.AddComponent<NetworkTransformReliable>();
            go.AddComponent<Abacus>();
        });
        foreach (ulong sceneId in SceneIds)
        {
            var made = new GameObject(world, $"scene {sceneId}");
            made.SetActive(false);
            Fill(made);
            made.GetComponent<NetworkIdentity>()!.sceneId = sceneId;
        }
    }

    private static void Fill(GameObject go)
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Thing>();
        go.AddComponent<Glow>().syncMethod = SyncMethod.Hybrid;
        go.AddComponent<Secret>().syncMode = SyncMode.Owner;
        go.AddComponent<Slow>().syncInterval = 0.3f;
        go.AddComponent<Bag>();
        go.AddComponent<Dial>().syncDirection = SyncDirection.ClientToServer;
        go.AddComponent<Etching>();
    }
}
