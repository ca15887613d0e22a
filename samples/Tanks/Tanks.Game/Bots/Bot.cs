using System.Runtime.InteropServices;
using Tain;
using Tain.Transports;

namespace Tanks;

/// <summary>A player without a person: a client like any other, over real KCP, with a brain instead of hands.</summary>
public sealed class Bot : IDisposable
{
    /// <summary>Half of Mirror's: a bot should notice soon that a server was restarted.</summary>
    private const int TimeoutMs = 5000;

    private readonly PlayerSession _session;
    private readonly Random _random;
    private readonly List<BotSight> _sights = [];
    private BotBrain? _brain;
    private Arena? _brainArena;

    /// <summary>Makes a bot; its first ticks connect it.</summary>
    /// <param name="server">A kcp address.</param>
    /// <param name="random">Decides its name and its moods.</param>
    public Bot(Uri server, Random random)
        : this(new WorldOptions(), new KcpTransport { TimeoutMs = TimeoutMs }, server, random)
    {
    }

    /// <summary>Makes a bot on a network of the caller's, for example a simulated one.</summary>
    /// <param name="worldOptions">Its clock and its log.</param>
    /// <param name="transport">How it reaches the server.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="random">Decides its name and its moods.</param>
    public Bot(WorldOptions worldOptions, Transport transport, Uri server, Random random)
    {
        _random = random;
        _session = new PlayerSession(worldOptions, transport, server, PlayerNames.Invent(random), isBot: true);
    }

    /// <summary>Its connection and its view of the arena.</summary>
    public PlayerSession Session => _session;

    /// <summary>One frame.</summary>
    public void Tick(float deltaSeconds)
    {
        if (_session.OwnTank is { isAlive: true } own && _session.Roster.Arena is { } arena) own.Driver.Wish = Think(own, arena);
        _session.Tick(deltaSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private DriveInput Think(Tank own, Arena arena)
    {
        if (_brain is null || _brainArena != arena)
        {
            _brain = new BotBrain(arena, _random);
            _brainArena = arena;
        }

        _sights.Clear();
        foreach (Tank other in _session.Roster.Tanks)
        {
            if (other != own && other.isAlive) _sights.Add(new BotSight(other.Position, other.Driver.ShownVelocity));
        }

        return _brain.Think(_session.World.Time.timeAsDouble, own.Position, CollectionsMarshal.AsSpan(_sights));
    }
}
