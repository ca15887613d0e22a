using Tain;

namespace Tanks;

/// <summary>What a world needs to play: the prefabs, the roster, the length of a step. The same for server, browser and bots.</summary>
public static class Blueprints
{
    public const string Match = "Match";
    public const string Tank = "Tank";
    public const string Shell = "Shell";
    public const string Pickup = "Pickup";

    /// <summary>How often the ends talk. Equal on both; it does not travel.</summary>
    public const int SendRate = 60;

    /// <summary>Movement goes at half that rate: it is interpolated anyway, while shots and answers should not wait.</summary>
    private const int SendsPerMovement = 2;

    // What ten players have in the air. More are made when more fly.
    private const int ShellsAtOnce = 32;

    private const float MovementSeconds = (float)SendsPerMovement / SendRate;

    /// <summary>
    /// How far behind the network's time NetworkTransform shows a tank on a client: one movement, and what its batch waited. Shells and explosions are shown as
    /// late, or they would run ahead of the tanks that they hit.
    /// </summary>
    public const double ShownLateSeconds = (2.0 * SendsPerMovement - 1) / SendRate;

    /// <summary>Shells come and go by the second, so they are used again: by the server that fires them, and by the players' machines that show them.</summary>
    public static NetworkPool PoolOfShells(World world) => new(world, world.prefabs.Get(Shell), prewarm: ShellsAtOnce);

    /// <summary>Prepares a fresh world.</summary>
    public static void AddTo(World world)
    {
        world.Time.fixedDeltaTime = DriveRules.StepSeconds;
        world.Set(new Roster());
        world.prefabs.Add(Match, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Match>();
        });
        world.prefabs.Add(Tank, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            Tank tank = go.AddComponent<Tank>();
            tank.syncInterval = MovementSeconds;
            TankDriver driver = go.AddComponent<TankDriver>();
            driver.syncMode = SyncMode.Owner;   // only the driver needs the answers to his inputs
            driver.syncInterval = MovementSeconds;
            NetworkTransformUnreliable movement = go.AddComponent<NetworkTransformUnreliable>();
            movement.syncInterval = MovementSeconds;
        });
        world.prefabs.Add(Shell, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Shell>();
        });
        world.prefabs.Add(Pickup, static go =>
        {
            go.AddComponent<NetworkIdentity>();
            go.AddComponent<Pickup>();
        });
    }
}
