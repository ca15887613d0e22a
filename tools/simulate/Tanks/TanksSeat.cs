using Tain.Simulation;
using Tanks;

namespace Tain.Simulate;

/// <summary>A machine on which a bot plays Tanks. The bot's session finds back by itself; a crash makes a new one.</summary>
internal sealed class TanksSeat
{
    private static readonly Uri s_server = new("kcp://server:7777");
    private static readonly TimeSpan s_meanSession = TimeSpan.FromSeconds(12);

    private readonly SimulatedNetwork _net;
    private readonly MatchJournal _journal;
    private readonly SimulatedHost _host;
    private readonly SimulatedRandom _random;
    private readonly BadLuck _luck;
    private Bot _bot;
    private double _endOfSession;

    public TanksSeat(SimulatedNetwork net, MatchJournal journal, int number)
    {
        _net = net;
        _journal = journal;
        _host = net.Host($"bot-{number}");
        _random = new SimulatedRandom(net.Seed).Fork(100 + (ulong)number);
        _luck = new BadLuck(net, _host, _random);
        _endOfSession = DrawEnd();
        _bot = Boot();
        net.EveryFrame(_random.Chance(0.5) ? 30 : 60, Frame);
    }

    public string Name => _host.Name;

    public PlayerSession Session => _bot.Session;

    public bool IsPlaying { get; set; } = true;

    public void Repair() => _luck.Repair();

    private Bot Boot()
    {
        _journal.Joins++;
        var options = new WorldOptions { TimeProvider = _net.Clock, LoggerFactory = new MatchLog(Name, _journal), RandomSeed = _random.NextUInt64() };
        return new Bot(options, _net.CreateKcpTransport(_host), s_server, new Random(_random.Next(int.MaxValue)));
    }

    private void Frame(float deltaTime)
    {
        if (IsPlaying && _net.Clock.Elapsed.TotalSeconds > _endOfSession) EndSession();
        if (IsPlaying)
        {
            _bot.Tick(deltaTime);
        }
        else
        {
            // A bot that stopped playing still has its hands on the wheel; the last wish must not go on for ever.
            if (Session.OwnTank is { } own) own.Driver.Wish = default;
            Session.Tick(deltaTime);
        }
    }

    private void EndSession()
    {
        _endOfSession = DrawEnd();
        switch (_luck.Strike())
        {
            case Mishap.Leave:
                _journal.LostConnections++;
                Session.Client.Disconnect();
                break;
            case Mishap.Crash:
                _journal.LostConnections++;
                Crash();
                break;
            default:
                break;      // the line's trouble; the transport will notice, or not
        }
    }

    private void Crash()
    {
        bool wasIsolated = _host.IsIsolated;
        _host.IsIsolated = true;        // a process that dies says nothing
        _bot.Dispose();
        _host.IsIsolated = wasIsolated;
        _bot = Boot();
    }

    private double DrawEnd() => (_net.Clock.Elapsed + new TimeSpan((long)_random.NextExponential(s_meanSession.Ticks))).TotalSeconds;
}
