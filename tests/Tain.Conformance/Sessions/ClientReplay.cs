using RigGame;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// Our client in place of the recorded one: it plays the recorded part, and what the recorded server sent arrives when it was seen on the wire.
/// </summary>
internal sealed class ClientReplay : IDisposable
{
    private readonly RecordedSession _session;
    private readonly ManualClock _clock = new(RecordedSession.ClockFrequency);
    private readonly ScriptedTransport _wire = new() { MaxBytes = 16_384, ConnectsAtOnce = false };
    private readonly RecordedPlayer _part;
    private readonly RecordedClientFrames _frames;
    private double _frame;

    public ClientReplay(RecordedSession session)
    {
        _session = session;
        _frames = new RecordedClientFrames(session);
        World = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = Log });
        Client = new NetworkClient(World, _wire, new NetworkClientOptions { sendRate = session.SendRate });
        RigPrefabs.AddTo(World);
        RigChatRoom.Enter(Client);
        Client.OnConnectedEvent += () => World.Debug.Log("client: connected");
        Client.OnDisconnectedEvent += () => World.Debug.Log("client: disconnected");
        _part = new RecordedPlayer(Client, session);
    }

    public SessionLog Log { get; } = new();

    public World World { get; }

    public NetworkClient Client { get; }

    /// <summary>What left until the recorded client left, in order.</summary>
    public List<SessionBatch> Sent { get; } = [];

    /// <summary>From the connection to the last that the server said.</summary>
    public void Run() => Run(double.PositiveInfinity);

    /// <summary>From the connection to the moment in which the recorded client looked at what it had got.</summary>
    public void RunToTheFindings() => Run(_frames.Findings);

    /// <summary>The client leaves.</summary>
    public void Leave()
    {
        Client.Disconnect();
        RunFrame(_frame + _session.FrameSeconds);
    }

    public void Dispose() => World.Dispose();

    private void Run(double end)
    {
        Client.Connect("recorded");
        RunFrame(_frames.First - _session.FrameSeconds);
        _wire.PushConnected(0);
        var arriving = new Queue<SessionBatch>(_session.FromServer);
        foreach (double frame in _frames.Times.TakeWhile(time => time <= end))
        {
            while (arriving.TryPeek(out SessionBatch? batch) && _frames.TimeAt(batch.Ms) <= frame)
            {
                _wire.PushData(0, batch.Channel, batch.Bytes);
                arriving.Dequeue();
            }
            RunFrame(frame);
        }
        Assert.True(double.IsFinite(end) || arriving.Count == 0);
    }

    private void RunFrame(double frame)
    {
        _clock.Seconds = frame;
        _part.BeforeTick(frame);
        World.Tick((float)(frame - _frame));
        _part.AfterTick(frame);
        _frame = frame;
        Assert.Equal(0, World.ScriptFailures);
        IEnumerable<SessionBatch> sent = _wire.TakeSent().Select(packet => new SessionBatch(0, FromServer: false, _session.Transport == "kcp" ? packet.Channel : Channels.Reliable, packet.Bytes));
        Sent.AddRange(sent.Where(batch => batch.Timestamp < _frames.Last + (_session.FrameSeconds / 2)));
    }
}
