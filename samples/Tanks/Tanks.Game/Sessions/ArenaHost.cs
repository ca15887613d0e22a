using Tain;
using Tain.Transports;

namespace Tanks;

/// <summary>The server's side of a match: opens it, lets players in, turns them away when it is full.</summary>
public sealed class ArenaHost : IDisposable
{
    /// <summary>Connections beyond the players, so that one too many can be told why instead of being cut off.</summary>
    private const int SpareConnections = 16;

    private readonly int _maxPlayers;
    private readonly byte _arenaNumber;
    private Match? _match;

    /// <summary>Prepares the world and the server in it.</summary>
    public ArenaHost(WorldOptions worldOptions, Transport transport, byte arenaNumber, int maxPlayers)
    {
        _maxPlayers = maxPlayers;
        _arenaNumber = arenaNumber;
        World = new World(worldOptions);
        Blueprints.AddTo(World);
        Server = new NetworkServer(World, transport, new NetworkServerOptions { sendRate = Blueprints.SendRate, maxConnections = maxPlayers + SpareConnections });
        Server.RegisterHandler<JoinMessage>(OnJoin);
    }

    /// <summary>The world of the match.</summary>
    public World World { get; }

    /// <summary>Who listens.</summary>
    public NetworkServer Server { get; }

    /// <summary>How many play.</summary>
    public int PlayerCount => World.Get<Roster>().Tanks.Count;

    /// <summary>Begins to listen and opens the match.</summary>
    public void Start()
    {
        Server.Listen();
        GameObject made = World.Instantiate(Blueprints.Match);
        _match = made.GetComponent<Match>()!;
        _match.arenaNumber = _arenaNumber;
        Server.Spawn(made);
    }

    /// <summary>Tells the players how the server fares.</summary>
    public void ShowTickTime(float milliseconds)
    {
        if (_match is not null) _match.tickMilliseconds = milliseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        World.Dispose();
    }

    private void OnJoin(NetworkConnectionToClient connection, JoinMessage message)
    {
        if (connection.identity is not null) return;
        if (PlayerCount >= _maxPlayers)
        {
            connection.Send(new JoinRefusedMessage { maxPlayers = _maxPlayers });
            return;
        }

        Tank tank = _match!.CreateTank(PlayerNames.Clean(message.name), message.isBot);
        Server.AddPlayerForConnection(connection, tank.gameObject);
    }
}
