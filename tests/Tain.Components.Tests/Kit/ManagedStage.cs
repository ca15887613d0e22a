using Tain.Transports;

namespace Tain.Tests;

/// <summary>Processes with managers over one memory wire, under one clock. In each frame they tick in the order in which they were made.</summary>
internal sealed class ManagedStage
{
    public const int Rate = 64;
    public const double FrameSeconds = 1.0 / Rate;      // exact in binary, so that every frame is a send interval

    private readonly List<ManagedSide> _sides = [];
    private readonly List<Action> _besides = [];

    public ManualClock Clock { get; } = new();

    public MemoryTransport Wire { get; } = new();

    /// <summary>Whether no side has a server, so that one can start.</summary>
    public bool IsWireFree => !_sides.Exists(side => side.Manager.mode is NetworkManagerMode.ServerOnly or NetworkManagerMode.Host || side.Server.active);

    public ManagedSide Add(string name, Action<JournalManager>? configure = null)
    {
        var side = new ManagedSide(Clock, Wire, name);
        configure?.Invoke(side.Manager);
        _sides.Add(side);
        return side;
    }

    /// <summary>A running server, what it did to start being forgotten.</summary>
    public ManagedSide AddServer(Action<JournalManager>? configure = null)
    {
        ManagedSide server = Add("server", configure);
        server.Manager.StartServer();
        Run(3);
        server.Take();
        return server;
    }

    /// <summary>A client that has joined, what it did to join being forgotten on its side.</summary>
    public ManagedSide Join(Action<JournalManager>? configure = null)
    {
        ManagedSide client = Add("client", configure);
        client.Manager.StartClient();
        Run(8);
        client.Take();
        return client;
    }

    /// <summary>Has something run in every frame too: a peer without a manager.</summary>
    public void Also(Action everyFrame) => _besides.Add(everyFrame);

    public void Run(int frames = 1)
    {
        for (int i = 0; i < frames; i++)
        {
            Clock.Advance(FrameSeconds);
            foreach (ManagedSide side in _sides) side.World.Tick((float)FrameSeconds);
            foreach (Action besides in _besides) besides();
        }
    }

    public void RunFor(double seconds) => Run((int)(seconds * Rate));
}
