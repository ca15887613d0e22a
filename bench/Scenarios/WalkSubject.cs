using System.Numerics;
using Tain.Messages;

namespace Tain.Bench;

/// <summary>
/// The straightforward way, for comparison: for each connection a walk through all objects that it sees; each object is written once per tick and its message is
/// packed for each connection. Who sees an object that was made or has moved is found by asking about each connection. The messages are the same, and so are batches
/// and transport.
/// </summary>
internal sealed class WalkSubject : ISubject
{
    private readonly BenchClock _clock = new();
    private readonly MessageServer<NetworkConnectionToClient> _server;
    private readonly World _world;
    private readonly Func<int, int, bool> _sees;
    private readonly List<Soldier> _soldiers = [];
    private readonly List<Soldier> _players = [];
    private readonly List<WalkEntry> _entries = [];
    private readonly List<Viewer> _viewers = [];
    private int _tick;

    /// <param name="objects">How many objects there are at first.</param>
    /// <param name="sees">Whether an object (netId) is seen by a connection (id).</param>
    public WalkSubject(int objects, Func<int, int, bool> sees)
    {
        _sees = sees;
        _world = new World(new WorldOptions { TimeProvider = _clock });
        _server = new MessageServer<NetworkConnectionToClient>(
            Transport.CreateServer(), static (id, address) => new NetworkConnectionToClient(id, address), new MessageServerOptions { TimeProvider = _clock, MaxConnections = 10_000 });
        _server.Start();
        for (int i = 0; i < objects; i++) _soldiers.Add(Spawn().Soldier);
    }

    public NullTransport Transport { get; } = new();

    public IReadOnlyList<Soldier> Soldiers => _soldiers;

    public IReadOnlyList<Soldier> Players => _players;

    public NetworkConnectionToClient[] Connect(int count)
    {
        int[] ids = Transport.Connect(count);
        Tick();
        return [.. ids.Select(id => _server.Connections[id])];
    }

    public void Join(NetworkConnectionToClient connection, Vector3 position = default)
    {
        WalkEntry player = Spawn();
        player.Soldier.MoveTo(position);
        _players.Add(player.Soldier);
        var viewer = new Viewer(connection, player);
        foreach (Viewer other in _viewers)
        {
            if (_sees((int)player.NetId, other.Connection.connectionId)) Show(player, other);
        }
        _viewers.Add(viewer);
        connection.Send(new ObjectSpawnStartedMessage());
        foreach (WalkEntry entry in _entries)
        {
            if (entry == player || _sees((int)entry.NetId, connection.connectionId)) Show(entry, viewer);
        }
        connection.Send(new ObjectSpawnFinishedMessage());
    }

    public void OnCrossed(int player)
    {
        Viewer mover = _viewers[player];
        foreach (Viewer other in _viewers) Look(mover.Player, other);
        foreach (WalkEntry entry in _entries) Look(entry, mover);
    }

    public void Tick()
    {
        _clock.Advance();
        _server.Receive();
        foreach (Viewer viewer in _viewers)
        {
            viewer.Connection.Send(new TimeSnapshotMessage(0), Channels.Unreliable);
            foreach (WalkEntry entry in viewer.Observing)
            {
                ArraySegment<byte> payload = entry.Changes(_tick);
                if (payload.Count > 0) viewer.Connection.Send(new EntityStateMessage { netId = entry.NetId, payload = payload });
            }
        }
        _server.Flush();
        _tick++;
    }

    private WalkEntry Spawn()
    {
        GameObject made = _world.CreateGameObject("Soldier");
        made.AddComponent<NetworkIdentity>();
        var entry = new WalkEntry((uint)_entries.Count + 1, made.AddComponent<Soldier>());
        _entries.Add(entry);
        return entry;
    }

    private void Look(WalkEntry entry, Viewer viewer)
    {
        bool sees = entry == viewer.Player || _sees((int)entry.NetId, viewer.Connection.connectionId);
        if (sees == viewer.Observing.Contains(entry)) return;
        if (sees)
        {
            Show(entry, viewer);
            return;
        }
        viewer.Observing.Remove(entry);
        viewer.Connection.Send(new ObjectHideMessage { netId = entry.NetId });
    }

    private void Show(WalkEntry entry, Viewer viewer)
    {
        viewer.Observing.Add(entry);
        viewer.Connection.Send(new SpawnMessage
        {
            netId = entry.NetId,
            assetId = 1,
            spawnFlags = entry == viewer.Player ? SpawnFlags.isOwner | SpawnFlags.isLocalPlayer : SpawnFlags.None,
            position = entry.Soldier.transform.localPosition,
            rotation = entry.Soldier.transform.localRotation,
            scale = entry.Soldier.transform.localScale,
            payload = entry.Whole(_tick),
        });
    }

    private sealed record Viewer(NetworkConnectionToClient Connection, WalkEntry Player)
    {
        public List<WalkEntry> Observing { get; } = [];
    }
}
