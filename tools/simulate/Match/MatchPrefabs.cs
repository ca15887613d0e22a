namespace Tain.Simulate;

/// <summary>The objects of the match, the same on all sides.</summary>
internal static class MatchPrefabs
{
    public const string Fighter = "Fighter";
    public const string Crate = "Crate";

    public static void AddTo(World world)
    {
        world.prefabs.Add(Fighter, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Fighter>();
            go.AddComponent<Wheel>().syncDirection = SyncDirection.ClientToServer;
            go.AddComponent<Purse>().syncMode = SyncMode.Owner;
        });
        world.prefabs.Add(Crate, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Crate>();
            go.AddComponent<Beacon>().syncMethod = SyncMethod.Hybrid;
        });
    }
}
