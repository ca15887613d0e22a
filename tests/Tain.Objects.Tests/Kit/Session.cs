using Tain.Transports;

namespace Tain.Tests;

/// <summary>A server and its clients in one process, over memory, under one clock: every frame of every world is run by <see cref="Run"/>.</summary>
internal sealed class Session
{
    public const int Rate = 64;
    public const double FrameSeconds = 1.0 / Rate;      // exact in binary, so that every frame is a send interval

    private readonly List<ClientSide> _clients = [];

    public Session(NetworkServerOptions? options = null, ManualClock? clock = null)
    {
        Clock = clock ?? new ManualClock();
        Server = new ServerSide(Clock, Wire, options);
    }

    public ManualClock Clock { get; }

    public MemoryTransport Wire { get; } = new();

    public ServerSide Server { get; }

    public NetworkServer NetworkServer => Server.Server;

    public IReadOnlyList<ClientSide> Clients => _clients;

    /// <summary>A client that is on its way; a few frames bring it in.</summary>
    public ClientSide Connect(NetworkClientOptions? options = null)
    {
        var side = new ClientSide(Clock, Wire, options);
        side.Client.Connect("localhost");
        _clients.Add(side);
        return side;
    }

    /// <summary>Runs the frames of a client that was made elsewhere.</summary>
    public void Add(ClientSide side) => _clients.Add(side);

    /// <summary>A client that has its player.</summary>
    public ClientSide Join(NetworkClientOptions? options = null)
    {
        ClientSide side = Connect(options);
        Run(6);
        return side;
    }

    /// <summary>The server's connection to a client, by the player it has there.</summary>
    public NetworkConnectionToClient ConnectionOf(ClientSide client) =>
        NetworkServer.connections.Values.Single(connection => connection.identity is { } player && player.netId == client.Client.localPlayer?.netId);

    public void Run(int frames = 1)
    {
        for (int i = 0; i < frames; i++)
        {
            Clock.Advance(FrameSeconds);
            Server.Tick();
            foreach (ClientSide client in _clients) client.Tick();
        }
    }
}
