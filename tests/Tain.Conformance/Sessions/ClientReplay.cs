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
    private readonly RigManager _manager;
    private readonly RecordedClientFrames _frames;
    private double _frame;

    public ClientReplay(RecordedSession session)
    {
        _session = session;
        _frames = new RecordedClientFrames(session);
        World = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = Log });
        _manager = World.CreateGameObject("network").AddComponent<RigManager>();
        _manager.transport = _wire;
        _manager.sendRate = session.SendRate;
    }

    public SessionLog Log { get; } = new();

    public World World { get; }

    public NetworkClient Client => _manager.NetworkClient;

    /// <summary>What left until the recorded client left, in order.</summary>
    public List<SessionBatch> Sent { get; } = [];

    /// <summary>From the connection to the last that the server said.</summary>
    public void Run() => Run(double.PositiveInfinity);

    /// <summary>From the connection to the moment in which the recorded client looked at what it had got.</summary>
    public void RunToTheFindings() => Run(_frames.Findings);

    /// <summary>The client leaves.</summary>
    public void Leave()
    {
        _manager.StopClient();
        RunFrame(_frame + _session.FrameSeconds);
    }

    public void Dispose() => World.Dispose();

    private void Run(double end)
    {
        _manager.StartClient();
        var part = new RecordedPlayer(Client, _session);
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
            part.BeforeTick(frame);
            RunFrame(frame);
            part.AfterTick(frame);
        }
        Assert.True(double.IsFinite(end) || arriving.Count == 0);
    }

    private void RunFrame(double frame)
    {
        _clock.Seconds = frame;
        World.Tick((float)(frame - _frame));
        _frame = frame;
        Assert.Equal(0, World.ScriptFailures);
        IEnumerable<SessionBatch> sent = _wire.TakeSent().Select(packet => new SessionBatch(0, FromServer: false, _session.Transport == "kcp" ? packet.Channel : Channels.Reliable, packet.Bytes));
        Sent.AddRange(sent.Where(batch => batch.Timestamp < _frames.Last + (_session.FrameSeconds / 2)));
    }
}
