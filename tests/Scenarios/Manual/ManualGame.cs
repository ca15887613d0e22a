using Tain.Scenarios.Manual.Scripts;
using Tain.Scenarios.Manual.Snippets;
using Tain.Simulation;

namespace Tain.Scenarios.Manual;

/// <summary>A small game with the scripts of docs/scenes.md: two players, a door, a server, on an ordinary line.</summary>
internal sealed class ManualGame : IDisposable
{
    public ManualGame()
    {
        Game = new SimulatedGame(seed: 12, LinkProfile.Dsl, build: AddPrefabs, player: "Player");
        Alice = Game.Join("alice");
        Bob = Game.Join("bob");
        Game.RunUntilReplicated();
    }

    public SimulatedGame Game { get; }

    public NetworkClient Alice { get; }

    public NetworkClient Bob { get; }

    /// <summary>A player's script on the side of its owner.</summary>
    public T Of<T>(NetworkClient client) where T : NetworkBehaviour => Game.PlayerOf(client).GetComponent<T>()!;

    /// <summary>The same script on the server.</summary>
    public T AtServer<T>(T script) where T : NetworkBehaviour => Game.SameOn(script, client: null)!;

    /// <summary>The same script on another side.</summary>
    public T Seen<T>(T script, NetworkClient by) where T : NetworkBehaviour => Game.SameOn(script, by)!;

    /// <summary>Makes an object on the server, for everybody.</summary>
    public T Spawn<T>(string prefab) where T : NetworkBehaviour
    {
        GameObject made = Game.Server.World.Instantiate(prefab);
        Game.Server.Spawn(made);
        Settle();
        return made.GetComponent<T>()!;
    }

    /// <summary>Runs until every call has come and gone, and every client shows what the server has.</summary>
    public void Settle()
    {
        Game.RunFor(TimeSpan.FromSeconds(0.3));
        Game.RunUntilReplicated();
    }

    public void Dispose() => Game.Dispose();

    public static void AddPrefabs(World world)
    {
        world.prefabs.Add("Player", player =>
        {
            player.AddComponent<NetworkIdentity>();
            player.AddComponent<CubeDropper>();
            player.AddComponent<KeyRing>();
            player.AddComponent<Health>();
            player.AddComponent<Magic>();
            player.AddComponent<Hand>();
            player.AddComponent<Hero>();
            player.AddComponent<Compass>();
            player.AddComponent<Chatter>();
        });
        world.prefabs.Add("Cube", cube => cube.AddComponent<NetworkIdentity>());
        world.prefabs.Add("Door", door =>
        {
            door.AddComponent<NetworkIdentity>();
            door.AddComponent<Door>();
        });
        world.prefabs.Add("GroundItem", thing =>
        {
            thing.AddComponent<NetworkIdentity>();
            thing.AddComponent<GroundItem>();
        });
        world.prefabs.Add("Ship", ship =>
        {
            ship.AddComponent<NetworkIdentity>();
            ship.AddComponent<Ship>();
        });
        // Pictures: no identity, every side has its own.
        world.prefabs.Add("Ball", _ => { });
        world.prefabs.Add("Box", _ => { });
    }
}
