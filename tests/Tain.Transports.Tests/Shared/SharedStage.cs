using Tain.Transports.Contract;

namespace Tain.Transports.Shared;

/// <summary>A shared port over a memory wire, its worlds and its clients, all turned by hand.</summary>
internal sealed class SharedStage : IDisposable
{
    private readonly Dictionary<string, ServerProbe> _worlds = [];
    private readonly List<ClientProbe> _clients = [];

    public SharedStage(SharedTransport? shared = null) =>
        Shared = shared ?? new SharedTransport(new MemoryTransport()) { UsesThread = false };

    public SharedTransport Shared { get; }

    /// <summary>Worlds that hang: they are not ticked.</summary>
    public HashSet<string> Hanging { get; } = [];

    public ServerProbe this[string world] => _worlds[world];

    public SharedServer ServerOf(string world) => (SharedServer)_worlds[world].Server;

    public ServerProbe Open(string world, int maxConnections = 100)
    {
        var probe = new ServerProbe(Shared.For(world, maxConnections).CreateServer());
        probe.Server.Start();
        _worlds[world] = probe;
        return probe;
    }

    public ClientProbe Join()
    {
        var client = new ClientProbe(Shared.Inner.CreateClient());
        _clients.Add(client);
        client.Client.Connect("localhost");
        Run();
        return client;
    }

    public void Run(int rounds = 6)
    {
        for (int i = 0; i < rounds; i++)
        {
            foreach (ClientProbe client in _clients) client.Tick();
            Shared.Tick();
            foreach ((string name, ServerProbe world) in _worlds)
            {
                if (!Hanging.Contains(name)) world.Tick();
            }
        }
    }

    public void Dispose()
    {
        foreach (ClientProbe client in _clients) client.Dispose();
        foreach (ServerProbe world in _worlds.Values) world.Dispose();
        Shared.Dispose();
    }
}
