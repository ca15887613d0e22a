using System.Numerics;
using RigGame;

namespace Tain.Conformance.Sessions;

/// <summary>
/// The game that the recorded server ran, on a server of ours: three mobs that are there before anybody comes, a player for who asks, chat; and the lines that it logged.
/// What happens on a greeting is in the player's own script.
/// </summary>
internal sealed class RecordedGame
{
    private readonly NetworkServer _server;
    private readonly RecordedMobs _recorded;
    private readonly List<RigMob> _mobs = [];

    public RecordedGame(NetworkServer server, RecordedMobs recorded)
    {
        _server = server;
        _recorded = recorded;
        RigPrefabs.AddTo(server.World);
        server.OnConnectedEvent += connection => Log($"connected {connection.connectionId}");
        server.OnDisconnectedEvent += connection => Log($"disconnected {connection.connectionId}");
        server.OnAddPlayer = AddPlayer;
        server.ReplaceHandler<ReadyMessage>((connection, _) =>
        {
            server.SetClientReady(connection);
            Log($"ready {connection.connectionId}");
        });
        RigChatRoom.Open(server);
    }

    /// <summary>Before anybody comes: the mobs are there and have walked for a while.</summary>
    public void Start()
    {
        foreach (uint assetId in RigPrefabs.Mobs)
        {
            Assert.True(_server.World.prefabs.TryGet(assetId, out Prefab? prefab));
            GameObject mob = _server.World.Instantiate(prefab);
            _server.Spawn(mob);
            _mobs.Add(mob.GetComponent<RigMob>()!);
        }
        Move(_recorded.FirstPlace);
        Count(_recorded.FirstCount);
    }

    /// <summary>The scripts' part of a frame.</summary>
    public void Update(double frame)
    {
        if (_recorded.PlaceAt(frame) is { } place) Move(place);
        if (_recorded.CountAt(frame) is { } count) Count(count);
    }

    private void AddPlayer(NetworkConnectionToClient connection)
    {
        Assert.True(_server.World.prefabs.TryGet(RigPrefabs.Player, out Prefab? prefab));
        GameObject player = _server.World.Instantiate(prefab);
        _server.AddPlayerForConnection(connection, player);
        Log($"player {connection.connectionId} netId={player.GetComponent<NetworkIdentity>()!.netId}");
    }

    private void Move(Vector3 place)
    {
        foreach (RigMob mob in _mobs) mob.transform.position = place;
    }

    private void Count(int count)
    {
        foreach (RigMob mob in _mobs) mob.Count(count);
    }

    private void Log(string text) => _server.World.Debug.Log($"server: {text}");
}
