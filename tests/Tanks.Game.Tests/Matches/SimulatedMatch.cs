using Tain;
using Tain.Simulation;
using Tain.Transports;

namespace Tanks.Game.Tests;

/// <summary>A whole match, server and players, over simulated UDP under a simulated clock. Everything follows from the seed.</summary>
internal sealed class SimulatedMatch
{
    public const int FramesPerSecond = 60;

    private static readonly Uri Address = new("kcp://server:7777");

    private readonly SimulatedNetwork _net;
    private readonly byte _arena;
    private readonly int _maxPlayers;
    private IDisposable? _serverFrames;
    private int _playersMade;

    public SimulatedMatch(LinkProfile profile, byte arena = Arena.DuelNumber, int maxPlayers = 10, ulong seed = 1)
    {
        _net = new SimulatedNetwork(seed, profile);
        _arena = arena;
        _maxPlayers = maxPlayers;
        Host = StartServer();
    }

    public ArenaHost Host { get; private set; }

    public Roster Roster => Host.World.Get<Roster>();

    public PlayerSession AddPlayer(string name, float clockSpeed = 1)
    {
        var session = new PlayerSession(
            new WorldOptions { TimeProvider = _net.Clock }, Kcp(_net.Host($"player-{++_playersMade}")), Address, name, isBot: false);
        _net.EveryFrame(FramesPerSecond, delta => session.Tick(delta * clockSpeed));
        return session;
    }

    /// <summary>The server's own idea of a player's tank.</summary>
    public Tank TruthOf(PlayerSession session) => Roster.Find(session.OwnTank!.netId)!;

    public void Run(double seconds) => _net.RunFor(TimeSpan.FromSeconds(seconds));

    public void RunUntil(Func<bool> condition, double limitSeconds = 30) => _net.RunUntil(condition, TimeSpan.FromSeconds(limitSeconds));

    public void RunUntilAllPlay(params PlayerSession[] sessions) =>
        RunUntil(() => sessions.All(session => session.State == SessionState.Playing && session.Roster.Arena is not null && session.Roster.Tanks.Count == sessions.Length));

    /// <summary>As if its process had ended and another had begun.</summary>
    public void RestartServer()
    {
        _serverFrames!.Dispose();
        Host.Dispose();
        Host = StartServer();
    }

    private ArenaHost StartServer()
    {
        var host = new ArenaHost(new WorldOptions { TimeProvider = _net.Clock }, Kcp(_net.Server), _arena, _maxPlayers);
        host.Start();
        _serverFrames = _net.EveryFrame(FramesPerSecond, host.World.Tick);
        return host;
    }

    private KcpTransport Kcp(SimulatedHost host) => new() { Sockets = host, TimeProvider = _net.Clock, TimeoutMs = 5000 };
}
