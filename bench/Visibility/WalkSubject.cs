using Tain.Messages;

namespace Tain.Bench;

/// <summary>
/// The straightforward way, for comparison: for each connection a walk through all objects that it sees; each object is written once per tick and its message is
/// packed for each connection. The messages are the same, and so are batches and transport.
/// </summary>
internal sealed class WalkSubject : ISubject
{
    private readonly BenchClock _clock = new();
    private readonly NullTransport _transport = new();
    private readonly MessageServer<NetworkConnectionToClient> _server;
    private readonly List<Soldier> _soldiers = [];
    private readonly List<Entry> _entries = [];
    private readonly List<(NetworkConnectionToClient Connection, List<Entry> Observing)> _observers = [];
    private int _tick;

    public WalkSubject(int objects, int connections, Func<int, int, bool> sees)
    {
        var world = new World(new WorldOptions { TimeProvider = _clock });
        _server = new MessageServer<NetworkConnectionToClient>(
            _transport.CreateServer(), static (id, address) => new NetworkConnectionToClient(id, address), new MessageServerOptions { TimeProvider = _clock, MaxConnections = connections });
        _server.Start();
        for (int i = 0; i < objects; i++)
        {
            GameObject made = world.CreateGameObject("Soldier");
            made.AddComponent<NetworkIdentity>();
            _soldiers.Add(made.AddComponent<Soldier>());
            _entries.Add(new Entry((uint)i + 1, _soldiers[i]));
        }
        for (int i = 1; i <= connections; i++) _transport.Connect(i);
        _server.Receive();
        foreach (NetworkConnectionToClient connection in _server.Connections.Values)
            _observers.Add((connection, [.. _entries.Where(entry => sees((int)entry.NetId, connection.connectionId))]));
    }

    public IReadOnlyList<Soldier> Soldiers => _soldiers;

    public long SentBytes => _transport.SentBytes;

    public void Tick()
    {
        _clock.Advance();
        _server.Receive();
        _tick++;
        foreach ((NetworkConnectionToClient connection, List<Entry> observing) in _observers)
        {
            connection.Send(new TimeSnapshotMessage(0), Channels.Unreliable);
            foreach (Entry entry in observing)
            {
                ArraySegment<byte> payload = entry.Serialize(_tick);
                if (payload.Count > 0) connection.Send(new EntityStateMessage { netId = entry.NetId, payload = payload });
            }
        }
        _server.Flush();
    }

    private sealed class Entry(uint netId, Soldier soldier)
    {
        private readonly NetworkWriter _payload = new(64);
        private readonly NetworkWriter _component = new(64);
        private int _writtenTick;

        public uint NetId => netId;

        public ArraySegment<byte> Serialize(int tick)
        {
            if (_writtenTick == tick) return _payload.ToArraySegment();
            _writtenTick = tick;
            _payload.Reset();
            if (!soldier.IsDirty()) return default;
            _component.Reset();
            soldier.OnSerialize(_component, initialState: false);
            soldier.ClearAllDirtyBits();
            _payload.WriteVarULong(1);
            _payload.WriteByte((byte)_component.Position);
            _payload.WriteBytes(_component.ToSpan());
            return _payload.ToArraySegment();
        }
    }
}
