using RigGame;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// Our server in place of the recorded one: it runs the recorded game in the recorded frames, and what the recorded client sent arrives in the frames in which it
/// arrived there.
/// </summary>
internal sealed class ServerReplay : IDisposable
{
    private readonly RecordedSession _session;
    private readonly ManualClock _clock = new(RecordedSession.ClockFrequency);
    private readonly ScriptedTransport _wire = new() { MaxBytes = 16_384 };
    private readonly RecordedArrivals _arrivals;
    private readonly RigManager _manager;
    private readonly RecordedGame _game;
    private double _frame;

    public ServerReplay(RecordedSession session)
    {
        _session = session;
        _arrivals = new RecordedArrivals(session);
        World = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = Log });
        _manager = World.CreateGameObject("network").AddComponent<RigManager>();
        _manager.transport = _wire;
        _manager.sendRate = session.SendRate;
        _game = new RecordedGame(_manager, new RecordedMobs(session));
    }

    public SessionLog Log { get; } = new();

    public World World { get; }

    public NetworkServer Server => _manager.NetworkServer;

    /// <summary>What left, in the order in which it left.</summary>
    public List<SessionBatch> Sent { get; } = [];

    /// <summary>The session up to the last that the recorded server sent.</summary>
    public void Run()
    {
        _game.Start();
        double[] frames = [.. _session.FromServer.Select(static batch => batch.Timestamp).Distinct().Order()];
        RunFrame(FrameBefore(frames[0]));
        _wire.PushConnected(_session.ConnectionId);
        foreach (double frame in frames)
        {
            Arrive(frame);
            RunFrame(frame);
        }
    }

    /// <summary>What was under way when the client left, and that it left.</summary>
    public void ClientLeaves()
    {
        Arrive(RecordedArrivals.TooLate);
        _wire.PushDisconnected(_session.ConnectionId);
        RunFrame(_frame + _session.FrameSeconds);
    }

    public void Dispose() => World.Dispose();

    private void Arrive(double frame)
    {
        foreach (SessionBatch batch in _arrivals.In(frame)) _wire.PushData(_session.ConnectionId, batch.Channel, batch.Bytes);
    }

    // Nothing was said in it. But a server that sends at its interval only had used up the interval of the first frame that is recorded, or had not.
    private double FrameBefore(double frame)
    {
        bool sent = _session.FromServer.Where(batch => batch.Timestamp == frame).Any(static batch => batch.Find<NetworkPingMessage>() is not null);
        return frame - (sent ? Server.sendInterval : _session.FrameSeconds);
    }

    private void RunFrame(double frame)
    {
        _clock.Seconds = frame;
        void Script() => _game.Update(frame);
        World.EarlyUpdate += Script;
        World.Tick((float)(frame - _frame));
        World.EarlyUpdate -= Script;
        _frame = frame;
        Assert.Equal(0, World.ScriptFailures);
        Sent.AddRange(_wire.TakeSent().Select(packet => new SessionBatch(0, FromServer: true, _session.Transport == "kcp" ? packet.Channel : Channels.Reliable, packet.Bytes)));
    }
}
