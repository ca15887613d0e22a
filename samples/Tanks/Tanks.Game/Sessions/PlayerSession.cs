using Tain;
using Tain.Transports;

namespace Tanks;

/// <summary>A player's side of a match: joins, and joins again whenever the connection is lost. The browser and every bot have one.</summary>
public sealed class PlayerSession : IDisposable
{
    private const double RetrySeconds = 1;
    private const double RetryWhenFullSeconds = 3;

    private readonly Uri _server;
    private readonly bool _isBot;
    private bool _mayConnect = true;
    private double _tryAgainAt;
    private bool _refused;

    /// <summary>Prepares the world and the client in it. The first <see cref="Tick"/> connects.</summary>
    public PlayerSession(WorldOptions worldOptions, Transport transport, Uri server, string name, bool isBot)
    {
        _server = server;
        _isBot = isBot;
        Name = name;
        World = new World(worldOptions);
        Blueprints.AddTo(World);
        Roster = World.Get<Roster>();
        Client = new NetworkClient(World, transport, new NetworkClientOptions { sendRate = Blueprints.SendRate, autoCreatePlayer = false });
        Client.OnConnectedEvent += () => Client.Send(new JoinMessage { name = Name, isBot = _isBot });
        Client.OnDisconnectedEvent += OnDisconnected;
        Client.RegisterHandler<JoinRefusedMessage>(OnRefused);
        Blueprints.PoolOfShells(World).Serve(Client);
    }

    /// <summary>The world as this player sees it.</summary>
    public World World { get; }

    /// <summary>Who is in it.</summary>
    public Roster Roster { get; }

    /// <summary>The connection.</summary>
    public NetworkClient Client { get; }

    /// <summary>How the player stands with the server.</summary>
    public SessionState State { get; private set; } = SessionState.Joining;

    /// <summary>The places of a full server.</summary>
    public int MaxPlayers { get; private set; }

    /// <summary>The player's own tank while he plays.</summary>
    public Tank? OwnTank => Client.localPlayer is { isDestroyed: false } player ? player.GetComponent<Tank>() : null;

    /// <summary>What the player is called; taken along when he joins again.</summary>
    public string Name { get; private set; }

    /// <summary>Takes another name, in the match and for later.</summary>
    public void Rename(string name)
    {
        Name = PlayerNames.Clean(name);
        OwnTank?.CmdRename(Name);
    }

    /// <summary>One frame: connects when it is time, then ticks the world.</summary>
    public void Tick(float deltaSeconds)
    {
        if (_mayConnect && World.Time.realtimeSinceStartupAsDouble >= _tryAgainAt) Connect();
        World.Tick(deltaSeconds);
        if (OwnTank is not null) State = SessionState.Playing;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        World.Dispose();
    }

    private void Connect()
    {
        _mayConnect = false;
        _refused = false;
        Client.Connect(_server);
    }

    private void OnRefused(JoinRefusedMessage message)
    {
        _refused = true;
        MaxPlayers = message.maxPlayers;
        Client.Disconnect();
    }

    private void OnDisconnected()
    {
        _mayConnect = true;
        State = _refused ? SessionState.Full : SessionState.Lost;
        _tryAgainAt = World.Time.realtimeSinceStartupAsDouble + (_refused ? RetryWhenFullSeconds : RetrySeconds);
    }
}
