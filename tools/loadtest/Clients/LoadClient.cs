using Tain.Messages;
using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>
/// One client, as thin as the protocol allows: it connects, keeps the clocks, says Ready, gets a player, notes what is in sight by number, and leaves the rest to its
/// script. It has no world and no objects.
/// </summary>
public sealed class LoadClient : IDisposable
{
    // Mirror's: NetworkTime.PingInterval.
    private const double PingSeconds = 0.1;

    // Tain's, for pings that ride along: in ping intervals, when something unreliable is to be sent anyway, and when not.
    private const double EarlyPing = 0.75;
    private const double LatePing = 2;
    private const int MaxPingsToAnswer = 64;

    private readonly LoadEngine _engine;
    private readonly TransportClient _transport;
    private readonly ILoadScript _script;
    private readonly Batcher _reliable;
    private readonly Batcher _unreliable;
    private readonly HashSet<uint> _visible = [];

    // The server's pings, to be answered in the next tick, as a game does that receives and sends in one frame. An answer written when it is asked for has the time of that step,
    // so its packet is another than that of the tick's ping and clock, and each cost a datagram of its own.
    private readonly List<double> _pingsToAnswer = [];
    private double _connectedFrom;
    private double _lastPing;
    private TransportError? _error;

    internal LoadClient(LoadEngine engine, int index, TransportClient transport, ILoadScript script)
    {
        _engine = engine;
        Index = index;
        _transport = transport;
        _script = script;
        Random = engine.Options.CreateChance(index);
        _reliable = new Batcher(transport.GetBatchThresholdBytes(Channel.Reliable));
        _unreliable = new Batcher(transport.GetBatchThresholdBytes(Channel.Unreliable));
        engine.Counters.States[(int)State]++;
    }

    /// <summary>The client's number in the run, from 0.</summary>
    public int Index { get; }

    /// <summary>Chance, from the run's seed and the client's number.</summary>
    public Random Random { get; }

    /// <summary>The client's clock: seconds since its engine was made.</summary>
    public double Time => _engine.Time;

    /// <summary>Seconds between two ticks of the script.</summary>
    public double TickSeconds => _engine.TickSeconds;

    /// <summary>Where the client is on its way.</summary>
    public LoadClientState State { get; private set; }

    /// <summary>The client's player; 0 without one.</summary>
    public uint PlayerNetId { get; private set; }

    /// <summary>The numbers of the objects in sight.</summary>
    public IReadOnlyCollection<uint> Visible => _visible;

    /// <summary>The name of the scene that the server wants; null before it has named one.</summary>
    public string? SceneName { get; internal set; }

    /// <summary>Whether the client has said Ready, so that the server shows it the world.</summary>
    public bool IsReady { get; private set; }

    /// <summary>When the client acts next, by <see cref="Time"/>.</summary>
    internal double NextTick { get; set; }

    /// <summary>When it connects next, by <see cref="Time"/>.</summary>
    internal double ConnectAt { get; set; }

    internal bool Misbehaves { get; init; }

    /// <summary>Whether something may have come since the last look.</summary>
    internal bool HasArrivals { get; private set; }

    /// <summary>Says Ready, and asks for a player. To be called once the transport is connected and the client is logged in.</summary>
    public void Join()
    {
        if (State != LoadClientState.Joining) return;
        if (_engine.Options.JoinsAfterScene && SceneName is null) return;
        SayReady();
        if (!_engine.Options.HasPlayers) OnPlayer(0);
        else if (PlayerNetId == 0) Send(new AddPlayerMessage());
    }

    /// <summary>Sends a message. It leaves at the end of the client's tick.</summary>
    /// <typeparam name="T">The message type; the script's assembly is woven, or registers a writer.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void Send<T>(T message, int channelId = Channels.Reliable) where T : struct, NetworkMessage
    {
        NetworkWriter writer = _engine.MessageWriter;
        writer.Reset();
        NetworkMessages.Pack(message, writer);
        (channelId == Channels.Reliable ? _reliable : _unreliable).AddMessage(writer.ToSpan(), Time);
    }

    /// <summary>Begins a Command: its parameters are written into what this returns, in order, and <see cref="SendCommand(ushort, byte, int)"/> ends it.</summary>
    /// <returns>An empty writer. Valid until the next command of any client.</returns>
    public NetworkWriter BeginCommand()
    {
        _engine.ParameterWriter.Reset();
        return _engine.ParameterWriter;
    }

    /// <summary>Sends the Command that was begun to the client's own player. Without a player nothing is sent.</summary>
    /// <param name="functionHash">The function, see <see cref="RemoteFunction.HashOf"/>.</param>
    /// <param name="componentIndex">The component of the player that has it.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void SendCommand(ushort functionHash, byte componentIndex = 0, int channelId = Channels.Reliable)
    {
        if (PlayerNetId != 0) SendCommandTo(PlayerNetId, functionHash, componentIndex, channelId);
    }

    /// <summary>Sends the Command that was begun to any object.</summary>
    /// <param name="netId">The object.</param>
    /// <param name="functionHash">The function, see <see cref="RemoteFunction.HashOf"/>.</param>
    /// <param name="componentIndex">The component of the object that has it.</param>
    /// <param name="channelId">One of <see cref="Channels"/>.</param>
    public void SendCommandTo(uint netId, ushort functionHash, byte componentIndex = 0, int channelId = Channels.Reliable)
    {
        var command = new CommandMessage { netId = netId, componentIndex = componentIndex, functionHash = functionHash, payload = _engine.ParameterWriter.ToArraySegment() };
        Send(command, channelId);
        _engine.Counters.Commands++;
    }

    /// <summary>Sends a packet past the message layer, for scripts that misbehave. It leaves at once.</summary>
    /// <param name="packet">The bytes.</param>
    /// <param name="channel">What the packet may count on.</param>
    public void SendPacket(ReadOnlySpan<byte> packet, Channel channel)
    {
        if (!_transport.Send(packet, channel)) return;
        _engine.Counters.PacketsOut++;
        _engine.Counters.BytesOut += packet.Length;
    }

    /// <summary>Counts the answer to a command: the time since then goes into the report.</summary>
    /// <param name="sentAt">The <see cref="Time"/> at which the command was sent; it travels with the command and back.</param>
    public void RecordReply(double sentAt) => _engine.Counters.Reply.RecordSeconds(_engine.ReadClock() - sentAt);

    /// <summary>Ends the connection. It counts as left, not as lost.</summary>
    public void Leave()
    {
        if (State is LoadClientState.Idle or LoadClientState.Leaving) return;
        Enter(LoadClientState.Leaving);
        _transport.Disconnect();
    }

    /// <summary>Something has come for this client: it is asked in this step, see <see cref="IArrivals"/>.</summary>
    public void NoteArrival() => HasArrivals = true;

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    internal void Connect()
    {
        _connectedFrom = Time;
        _error = null;
        Enter(LoadClientState.Connecting);
        _transport.Connect(_engine.Options.Server);
    }

    internal void Receive()
    {
        HasArrivals = false;
        while (State != LoadClientState.Idle && _transport.TryReceive(out TransportEvent received))
        {
            switch (received.Kind)
            {
                case TransportEventKind.Connected:
                    OnConnected();
                    break;
                case TransportEventKind.Data:
                    _engine.Counters.PacketsIn++;
                    _engine.Counters.BytesIn += received.Data.Length;
                    // What is under way when a client leaves is not read any more.
                    if (State != LoadClientState.Leaving) _engine.Walk.Read(this, received.Data, (int)received.Channel);
                    break;
                case TransportEventKind.Error:
                    _error = received.ErrorCode;
                    break;
                case TransportEventKind.Disconnected:
                    OnDisconnected();
                    break;
            }
        }
    }

    internal void Tick()
    {
        if (State is LoadClientState.Joining or LoadClientState.Joined) Act();
        _transport.Flush();
    }

    internal void OnSpawn(uint netId, SpawnFlags flags)
    {
        _engine.Counters.Spawns++;
        _visible.Add(netId);
        if ((flags & SpawnFlags.isLocalPlayer) != 0) OnPlayer(netId);
    }

    internal void OnDespawn(uint netId)
    {
        _engine.Counters.Despawns++;
        _visible.Remove(netId);
        if (netId == PlayerNetId) PlayerNetId = 0;
    }

    internal void OnNotReady()
    {
        IsReady = false;
        _visible.Clear();
    }

    // A thin client has nothing to load: it is ready for the next scene at once.
    internal void OnScene(string? name)
    {
        SceneName = name ?? "";
        if (State == LoadClientState.Joining) Join();
        else if (!IsReady) SayReady();
    }

    internal void OnRpc(LoadRpc rpc, NetworkReader parameters) => _script.OnRpc(this, rpc, parameters);

    internal void OnMessage(ushort id, NetworkReader content) => _script.OnMessage(this, id, content);

    // Those of several seconds; of whoever pings faster the rest is lost to him.
    internal void Answer(NetworkPingMessage ping)
    {
        if (_pingsToAnswer.Count < MaxPingsToAnswer) _pingsToAnswer.Add(ping.localTime);
    }

    // What the server sends cannot be read: a client that goes on would only hide it.
    internal void OnMalformed()
    {
        _engine.Counters.Malformed++;
        _error = TransportError.InvalidReceive;
        _transport.Disconnect();
    }

    private int ClockChannel => _engine.Options.ClockRidesAlong && _reliable.PendingBytes > 0 && _unreliable.PendingBytes == 0 ? Channels.Reliable : Channels.Unreliable;

    private double PingWait => !_engine.Options.ClockRidesAlong ? 1 : _unreliable.PendingBytes > 0 ? EarlyPing : LatePing;

    private void Act()
    {
        foreach (double pingedAt in _pingsToAnswer) Send(new NetworkPongMessage(pingedAt, 0, 0), Channels.Unreliable);
        _pingsToAnswer.Clear();
        if (Time >= _lastPing + (PingWait * PingSeconds))
        {
            _lastPing = Time;
            Send(new NetworkPingMessage(Time, Time), Channels.Unreliable);
        }
        if (State == LoadClientState.Joined) _script.OnTick(this);
        if (IsReady) Send(new TimeSnapshotMessage(Time), ClockChannel);
        SendBatches(_reliable, Channel.Reliable);
        SendBatches(_unreliable, Channel.Unreliable);
    }

    private void SendBatches(Batcher batcher, Channel channel)
    {
        while (batcher.TryTakeBatch(out ReadOnlySpan<byte> batch)) SendPacket(batch, channel);
    }

    private void SayReady()
    {
        if (IsReady) return;
        IsReady = true;
        Send(new ReadyMessage());
    }

    private void OnConnected()
    {
        if (State != LoadClientState.Connecting) return;
        _engine.Counters.Connects++;
        Enter(LoadClientState.Joining);
        _lastPing = double.NegativeInfinity;
        _script.OnConnected(this);
    }

    private void OnPlayer(uint netId)
    {
        PlayerNetId = netId;
        if (State != LoadClientState.Joining) return;
        Enter(LoadClientState.Joined);
        _engine.Counters.Joins++;
        _engine.Counters.JoinTime.RecordSeconds(_engine.ReadClock() - _connectedFrom);
        _script.OnJoined(this);
    }

    private void OnDisconnected()
    {
        LoadClientState before = State;
        Enter(LoadClientState.Idle);
        if (before == LoadClientState.Leaving)
        {
            _engine.Counters.Left++;
        }
        else
        {
            if (Misbehaves) _engine.Counters.Expelled++;
            else _engine.Counters.Lost++;
            _engine.Counters.CountEnd(_error, before == LoadClientState.Joined);
        }
        PlayerNetId = 0;
        IsReady = false;
        SceneName = null;
        _visible.Clear();
        _pingsToAnswer.Clear();
        _reliable.Clear();
        _unreliable.Clear();
        _script.OnDisconnected(this);
        _engine.OnGone(this, before);
    }

    private void Enter(LoadClientState next)
    {
        _engine.Counters.States[(int)State]--;
        State = next;
        _engine.Counters.States[(int)next]++;
    }
}
