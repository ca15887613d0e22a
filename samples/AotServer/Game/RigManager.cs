using Tain;

namespace RigGame;

/// <summary>
/// The game's manager, on both sides: three mobs that are there before anybody comes, a player for who asks, chat; and a line in the log for what happens.
/// </summary>
public class RigManager : NetworkManager
{
    /// <summary>The mobs of a server, in the order of their netIds.</summary>
    public List<RigMob> Mobs { get; } = [];

    public override void Awake()
    {
        base.Awake();
        RigPrefabs.AddTo(world);
        playerPrefab = world.prefabs.Get(RigPrefabs.PlayerName);
        sendRate = 30;
    }

    public override void OnStartServer()
    {
        RigChatRoom.Open(NetworkServer);
        foreach (string name in RigPrefabs.MobNames)
        {
            GameObject mob = Instantiate(world.prefabs.Get(name));
            NetworkServer.Spawn(mob);
            Mobs.Add(mob.GetComponent<RigMob>()!);
        }
    }

    public override void OnServerConnect(NetworkConnectionToClient conn) => Debug.Log($"server: connected {conn.connectionId}");

    public override void OnServerReady(NetworkConnectionToClient conn)
    {
        base.OnServerReady(conn);
        Debug.Log($"server: ready {conn.connectionId}");
    }

    public override void OnServerAddPlayer(NetworkConnectionToClient conn)
    {
        base.OnServerAddPlayer(conn);
        Debug.Log($"server: player {conn.connectionId} netId={conn.identity?.netId}");
    }

    public override void OnServerDisconnect(NetworkConnectionToClient conn)
    {
        base.OnServerDisconnect(conn);
        Debug.Log($"server: disconnected {conn.connectionId}");
    }

    public override void OnStartClient() => RigChatRoom.Enter(NetworkClient);

    public override void OnClientConnect()
    {
        Debug.Log("client: connected");
        base.OnClientConnect();
    }

    public override void OnClientDisconnect() => Debug.Log("client: disconnected");
}
