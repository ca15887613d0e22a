using Tain.Transports;

namespace Tain.Tests;

/// <summary>One process with a manager: a world with the prefabs and scenes of the tests.</summary>
internal sealed class ManagedSide
{
    public ManagedSide(TimeProvider clock, Transport transport, string name)
    {
        World = new World(new WorldOptions { TimeProvider = clock, LoggerFactory = Log });
        World.prefabs.Add("Hero", 3001, go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Hero>();
        });
        ManagedScenes.AddTo(World);
        Manager = World.CreateGameObject(name).AddComponent<JournalManager>();
        Manager.transport = transport;
        Manager.sendRate = ManagedStage.Rate;
        Manager.playerPrefab = World.prefabs.Get("Hero");
    }

    public RecordedLog Log { get; } = new();

    public World World { get; }

    public JournalManager Manager { get; }

    public NetworkServer Server => Manager.NetworkServer;

    public NetworkClient Client => Manager.NetworkClient;

    public string Scene => World.scenes.activeScene.name;

    public Hero? Player => Client.localPlayer?.GetComponent<Hero>();

    /// <summary>What was written down since the last time.</summary>
    public string[] Take()
    {
        string[] taken = [.. Manager.Journal];
        Manager.Journal.Clear();
        return taken;
    }

    public Lever? FindLever() => World.FindFirstObjectByType<Lever>(includeInactive: true);
}
